// The built pages: read once at the start and served from memory, so that a request can only name what was
// there. Immutable once loaded; any thread.
#pragma once

#include "pipeline/http/message.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace docket::http {

class WebFiles {
  public:
    // An empty or missing folder is no failure: then every page says in one sentence how to build them.
    static Result<WebFiles> load(const std::filesystem::path& folder); // unavailable "web.unreadable"

    bool built() const { return files_.contains("/index.html"); }
    // `path` is decoded. Files under /assets/ carry their digest in the name and never change; any other path
    // is a place within the pages, which index.html shows (history mode).
    Response answer(std::string_view path, std::string_view accepted_encodings,
                    std::string_view known_tag) const;

  private:
    struct File {
        std::string type, tag, bytes, gzip; // gzip: as it was compressed beforehand; may be empty
        bool immutable = false;
    };
    static Response of(const File& file, bool gzip, std::string_view known_tag);
    std::map<std::string, File, std::less<>> files_;
};

} // namespace docket::http

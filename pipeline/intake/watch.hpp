// A folder that a scanner or a person puts files into: what lies still there is taken in by itself, all that
// lies there at once as one batch. Never deletes: what was taken lies in taken/, what could not be read at
// all in refused/. One object a folder and process, on one thread; a second process that watches the same
// folder finds it held and waits.
//
//   FOLDER/letter.pdf            looked at; left alone while it grows, while it is open for writing, and when
//   its
//                                name begins with "." or ends with .part, .tmp, .crdownload or ~
//   FOLDER/.docket/<turn>/       taken by rename, on its way in; after a crash the next turn goes on from
//   here FOLDER/taken/<turn>/         safe under their digests
#pragma once

#include "pipeline/flow/tools.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace docket::intake {

struct WatchSettings {
    std::filesystem::path folder;
    Millis still{5'000};      // how long a file has not changed before it is taken
    Millis patience{120'000}; // how long files that lie still wait for one that does not
    std::string channel = "letter";
};

class WatchedFolder {
  public:
    // `complain` is told once of each thing that is left lying, with its name.
    WatchedFolder(const flow::Tools& tools, WatchSettings settings,
                  std::function<void(const Failure&, const std::string& name)> complain);
    ~WatchedFolder();
    WatchedFolder(const WatchedFolder&) = delete;
    WatchedFolder& operator=(const WatchedFolder&) = delete;

    // One look: finishes what an earlier turn or process left half done, then takes what lies still. How many
    // files were taken in. Failures: unavailable "watch.unreadable", "watch.held"; those of the house (no
    // room, no store), after which the files wait in .docket for the next turn.
    Result<int> turn();

  private:
    struct Seen {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type written{};
        Instant since{};
    };
    Result<void> hold();
    std::vector<std::filesystem::path> still_files();
    bool is_takeable(const std::filesystem::directory_entry& entry);
    Result<void> take(const std::vector<std::filesystem::path>& files);
    Result<std::vector<std::filesystem::path>> sound_files(const std::filesystem::path& turn);
    Result<void> deliver(const std::vector<std::filesystem::path>& files, const std::string& uid);
    Result<int> bring_in(const std::filesystem::path& turn);
    Result<void> put_away(const std::filesystem::path& file, const char* where, const std::string& turn);
    void tell(const Failure& failure, const std::string& name);

    const flow::Tools& tools_;
    WatchSettings settings_;
    std::function<void(const Failure&, const std::string&)> complain_;
    std::map<std::string, Seen> seen_; // by name
    std::map<std::string, bool> told_; // what was complained of
    int lock_ = -1;
};

} // namespace docket::intake

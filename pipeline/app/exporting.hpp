// What `docket read` makes of a reading beside text and JSON: ALTO, hOCR, and the archive copy. May be asked
// by several threads for different files.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/flow/archiving.hpp"
#include "pipeline/flow/reading_ports.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace docket::app {

std::unique_ptr<flow::Archivist> make_archivist(const std::string& program);

// A file that was read: its pages as they lie in `scratch`, a folder that takes files beside them.
struct ReadFile {
    std::size_t n = 0; // which of the files of the call
    std::filesystem::path file, scratch;
    const std::vector<flow::UnpackedPage>& pages;
    const std::vector<ocr::PageText>& texts;
};

class Exporter {
  public:
    // Makes the folders that the call names. Failures: usage; unavailable "read.unwritable".
    static Result<Exporter> of(const Call& call);

    // Writes what goes into folders: DIR/name.pdf, DIR/name-0001.alto.xml, DIR/name-0001.hocr. Of files with
    // one name the second is name-2. Failures: those of the Archivist; unavailable "read.unwritable".
    Result<void> write(const ReadFile& read) const;
    // The call wants ALTO or hOCR on the standard output: the whole file, one document.
    bool prints() const { return (alto_ || hocr_) && out_.empty(); }
    std::string printed(const std::filesystem::path& file, const std::vector<ocr::PageText>& texts) const;

  private:
    Result<void> write_pages(const ReadFile& read) const;
    Result<void> write_archive(const ReadFile& read) const;

    bool alto_ = false, hocr_ = false;
    std::filesystem::path out_, archive_;
    std::vector<std::string> names_; // of the files of the call, without an ending
    std::shared_ptr<flow::Archivist> archivist_;
};

} // namespace docket::app

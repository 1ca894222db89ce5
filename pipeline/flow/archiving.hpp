// What the journey of a letter asks of whoever writes archive copies, and where it notes them down. Owned by
// flow; adapters: pipeline/archive (the file), pipeline/store (the rows), pipeline/desk (people's words). Any
// thread.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/base/transaction.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace docket::flow {

struct ArchivePage {
    std::filesystem::path image;
    std::string media;             // "image/png" or "image/jpeg"
    int dpi = 0;                   // 0: not known
    std::filesystem::path reading; // a file of PageText JSON; empty where the page was not read
};

struct ArchiveOrder {
    std::string title, author; // of the document's properties; the author may be empty
    Date created{};            // from the letter, never from the clock: the same order gives the same bytes
    std::filesystem::path original; // the file the pages came from; empty: not looked into
    std::string media;              // of the original
    std::vector<ArchivePage> pages;
};

// Pages that were taken out of strangers' files are opened in a child process, one a call.
// Failures, terminal: corrupt "picture.damaged", corrupt "page.malformed". Worth another try: unavailable
// "archive.unwritable", "child.died", "child.timeout", "child.memory", "child.not_started".
class Archivist {
  public:
    virtual ~Archivist() = default;
    // Writes a searchable PDF/A to `target`. Memory does not grow with the number of pages.
    virtual Result<void> write(const ArchiveOrder& order, const std::filesystem::path& target) = 0;
};

// The lines of a letter that people confirmed or corrected, once somebody has finished with it: what a copy
// says there, whatever was read.
struct SettledWords {
    std::string mark;    // another one with every change; empty: there are none
    std::set<int> pages; // that have some, from 1
    // The reading of one of these pages with those lines in their places.
    std::function<ocr::PageText(int page, const ocr::PageText& reading)> laid_over;
};
class PeoplesWords {
  public:
    virtual ~PeoplesWords() = default;
    virtual Result<SettledWords> of(std::int64_t arrival) = 0;
};

// What was written of an arrival, and of which readings.
struct ArchiveCopy {
    std::int64_t arrival = 0;
    std::string blob; // digest (hex) of the PDF
    std::int64_t bytes = 0;
    int pages = 0;
    std::string made_of; // digest (hex) over the pages' pictures and readings and people's words: another one
                         // asks for a new copy
    Instant at{};
};

class ArchiveCopies {
  public:
    virtual ~ArchiveCopies() = default;
    // The newest copy takes the place of the one before; its bytes stay.
    virtual Result<void> save(Transaction& tx, const ArchiveCopy& copy) = 0;
    virtual Result<std::optional<ArchiveCopy>> of(std::int64_t arrival) = 0;
};

} // namespace docket::flow

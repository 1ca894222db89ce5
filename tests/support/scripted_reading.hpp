// Files that say themselves what they are, so that a letter can be opened and read without a picture. Any
// thread.
//
// A letter is text: pages are parted by form feeds, and the page's text is what is read from it. A page that
// begins with the line "unsure" is read with little confidence. A file that begins with "UNREADABLE" cannot
// be opened; one that begins with "DAMAGED 3\n" says it has three pages and cannot be taken apart. A page
// that is only "BLANK" is blank, and a line "BARCODE words" is a barcode with these words.
#pragma once

#include "pipeline/flow/archiving.hpp"
#include "pipeline/flow/reading_ports.hpp"

#include <deque>
#include <mutex>

namespace docket::testing {

class ScriptedUnpacker final : public flow::Unpacker {
  public:
    Result<flow::Opened> open(const std::filesystem::path& file) override;
    Result<std::vector<flow::UnpackedPage>> unpack(const std::filesystem::path& file,
                                                   const std::filesystem::path& folder,
                                                   const flow::Slice& slice) override;
    void fail_next(Failure why); // one of the next unpack() calls, in the order told

  private:
    std::mutex mutex_;
    std::deque<Failure> told_;
};

class ScriptedReader final : public flow::PageReader {
  public:
    Result<ocr::PageText> read(const std::filesystem::path& image, const flow::ChildLost& lost) override;
    // One of the next read() calls loses its child: `lost` is called, then the Failure comes back.
    void lose_next(Failure why);
    int reads() const;

  private:
    mutable std::mutex mutex_;
    std::deque<Failure> told_;
    int reads_ = 0;
};

// Writes as an archive copy what it was told to put into one: a line of title, author, day and number of
// pages, then one line a page, the page's picture and its reading.
class PlainArchivist final : public flow::Archivist {
  public:
    Result<void> write(const flow::ArchiveOrder& order, const std::filesystem::path& target) override;
    void fail_next(Failure why); // one of the next write() calls, in the order told
    int written() const;

  private:
    mutable std::mutex mutex_;
    std::deque<Failure> told_;
    int written_ = 0;
};

// The text as a reader would give it: one glyph a character, in lines of a page of 2480 x 3508 pixels.
ocr::PageText page_of_text(std::string_view text);

} // namespace docket::testing

// What the journey of a letter asks of the machinery that opens and reads files. Strangers' bytes are opened
// in child processes only; these ports are their parents' side. A port may be called from several worker
// threads; each implementation says how it shares its children.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace docket::flow {

// How much of a stranger's file is opened at all.
struct OpeningLimits {
    std::int64_t bytes = 200LL << 20U; // of the file
    int pages = 300;                   // a file; the tray holds 250 sheets
    std::int64_t pixels = 100'000'000; // a page: A3 at 600 dpi is 70 million
};

// A page as it will be stored: the bytes lie in a file of the folder that unpack() was given.
struct UnpackedPage {
    std::filesystem::path file; // PNG or JPEG
    std::string media;          // "image/png" or "image/jpeg"
    int width = 0, height = 0;  // pixels
    int dpi = 0;                // 0: not known
};

// Some of a file's pages, in order: so that a long file is taken out bit by bit, each bit for good.
struct Slice {
    int first = 1;      // from 1
    int most = 100'000; // pages; fewer where the file ends
};

struct Opened {
    std::string media; // of the whole file, found by its bytes and never by its name
    int pages = 0;
};

// Opens a file of a kind docket takes: PNG, JPEG, TIFF, PDF.
// Failures, terminal, each a sentence for the mailroom: invalid "file.empty", "file.unknown_kind",
// "file.encrypted", "file.not_what_it_says"; exhausted "file.too_many_bytes", "file.too_many_pages",
// "file.too_many_pixels"; corrupt "file.damaged". Worth another try: unavailable "child.died",
// "child.timeout", "child.memory".
class Unpacker {
  public:
    virtual ~Unpacker() = default;
    // What the file is and how many pages it holds, without decoding them.
    virtual Result<Opened> open(const std::filesystem::path& file) = 0;
    // Writes each page of the slice into `folder`, in order. The same file gives the same page bytes every
    // time. A slice beyond the file's end is empty.
    virtual Result<std::vector<UnpackedPage>>
    unpack(const std::filesystem::path& file, const std::filesystem::path& folder, const Slice& slice) = 0;
};

// Called in the parent when a child died or ran past a limit, before anything else happens: the reader's
// death is what an attempt is charged for (never the death of the worker).
using ChildLost = std::function<void(const Failure&)>;

// Reads one page in a child process. Failures: those of OcrEngine, and unavailable "child.died",
// "child.timeout", "child.memory" when the child was lost (after `lost` was called).
class PageReader {
  public:
    virtual ~PageReader() = default;
    virtual Result<ocr::PageText> read(const std::filesystem::path& image, const ChildLost& lost) = 0;
};

} // namespace docket::flow

// Lines kept as blobs: pieces of some thousand lines, compressed (zlib), named by the digest of the
// compressed bytes. Where a table only grew, its earlier pieces are the same bytes again and cost the next
// backup nothing. One thread; memory holds one piece.
#pragma once

#include "pipeline/flow/ports.hpp"

#include <functional>
#include <optional>

namespace docket::backup {

struct Piece {
    Digest blob;
    std::int64_t lines = 0;
    std::int64_t bytes = 0; // before compression
    friend bool operator==(const Piece&, const Piece&) = default;
};

class LineWriter {
  public:
    explicit LineWriter(flow::Blobs& into) : into_(into) {}
    Result<void> add(std::string_view line); // with its newline
    Result<std::vector<Piece>> finish();     // once

  private:
    Result<void> keep();
    flow::Blobs& into_;
    std::string open_;
    std::int64_t lines_ = 0;
    std::vector<Piece> pieces_;
};

// Reads them back. Failure: corrupt "backup.damaged", which names `what` and the piece.
class LineReader {
  public:
    LineReader(flow::Blobs& from, const std::vector<Piece>& pieces, std::string what)
        : from_(from), pieces_(pieces), what_(std::move(what)) {}
    // Without its newline; good until the next call. None at the end.
    Result<std::optional<std::string_view>> next();

  private:
    Failure damaged(const std::string& why) const;
    flow::Blobs& from_;
    const std::vector<Piece>& pieces_;
    std::string what_, open_;
    std::string_view rest_; // of open_
    std::size_t read_ = 0;  // pieces
};

using LineSink = std::function<Result<void>(std::string_view)>;
Result<void> read_lines(flow::Blobs& from, const std::vector<Piece>& pieces, std::string what,
                        const LineSink& sink);

} // namespace docket::backup

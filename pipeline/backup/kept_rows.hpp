// The rows of a backup, read as those of a database: every piece is compared with its digest, every table
// with its count and its own. One thread; memory holds one piece.
#pragma once

#include "pipeline/backup/manifest.hpp"

namespace docket::backup {

class KeptRows final : public Rows {
  public:
    // Both outlive it.
    KeptRows(flow::Blobs& depot, const Manifest& manifest);
    const Layout& layout() const override { return layout_; }
    // Failure: corrupt "backup.damaged", which names the table.
    Result<void> read(const Table& table, const RowSink& sink) override;
    Result<std::int64_t> last_id(const Table& table) override;

  private:
    Result<const KeptTable*> kept(const Table& table) const;
    flow::Blobs& depot_;
    const Manifest& manifest_;
    Layout layout_;
};

} // namespace docket::backup

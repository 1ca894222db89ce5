// The doctor's instruments over a data folder and this machine. What needs the register is asked of a House,
// which may be closed to us: then its failure is the answer. One thread.
#pragma once

#include "pipeline/app/house.hpp"
#include "pipeline/doctor/instruments.hpp"

namespace docket::app {

class Bench final : public doctor::Instruments {
  public:
    // `reading`: how pages are read. Never upgrades the database: where its schema is another than this
    // program's the House stays closed.
    Bench(DataFolder folder, ReadingSettings reading);

    Date today() override { return china.date(folder_.clock->now()); }
    Result<std::vector<doctor::Room>> rooms() override;
    Result<doctor::StoreCondition> store() override;
    Result<doctor::ClockCondition> clock() override;
    Result<std::vector<int>> calendar_years() override;
    Result<doctor::EngineCondition> engines() override;
    Result<void> faces() override;
    Result<std::string> read_a_page(const std::string& words) override;
    Result<doctor::ChainCondition> chain() override;
    Result<doctor::LedgerCondition> ledger() override;
    Result<doctor::QueueCondition> queue() override;
    Result<doctor::BackupCondition> backup() override;
    Result<std::vector<doctor::Guarded>> guarded() override;
    Result<doctor::DoorCondition> door() override;

  private:
    Result<std::unique_ptr<House>> opened() const;

    DataFolder folder_;
    ReadingSettings reading_;
    Result<doctor::StoreCondition> store_;
    Result<std::unique_ptr<House>> house_;
};

} // namespace docket::app

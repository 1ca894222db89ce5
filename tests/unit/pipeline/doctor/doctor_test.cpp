#include "pipeline/doctor/checks.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace docket::doctor {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::int64_t gigabyte = 1LL << 30U;
constexpr Instant now{Millis{1'781'000'000'000}};
Failure trouble() { return fail(Kind::unavailable, "store.unavailable", "数据库没有应答"); }

// An installation that is well; a test makes one thing of it worse.
struct Installation final : Instruments {
    Date day{std::chrono::year{2026} / 6 / 10};
    Result<std::vector<Room>> rooms_{std::vector{Room{"数据目录", "/data", 100 * gigabyte, -1}}};
    Result<StoreCondition> store_{StoreCondition{"SQLite", 15, 15, 0ms}};
    Result<ClockCondition> clock_{ClockCondition{now, now - 1h, true, false}};
    Result<std::vector<int>> years_{std::vector{2025, 2026}};
    Result<EngineCondition> engines_{EngineCondition{"/models", true, {}, {}}};
    Result<void> faces_{};
    std::optional<Result<std::string>> page_; // else what was printed
    Result<ChainCondition> chain_{ChainCondition{12, 3, {}}};
    Result<LedgerCondition> ledger_{LedgerCondition{true, 5, 9}};
    Result<QueueCondition> queue_{QueueCondition{0, {}, now}};
    Result<BackupCondition> backup_{BackupCondition{now - 1h, now - days{90}, now, false}};
    Result<std::vector<Guarded>> guarded_{std::vector{Guarded{"/data", 0750, false}}};
    Result<DoorCondition> door_{DoorCondition{"127.0.0.1:8765", false, {"127.0.0.1", "localhost"}, false}};

    Date today() override { return day; }
    Result<std::vector<Room>> rooms() override { return rooms_; }
    Result<StoreCondition> store() override { return store_; }
    Result<ClockCondition> clock() override { return clock_; }
    Result<std::vector<int>> calendar_years() override { return years_; }
    Result<EngineCondition> engines() override { return engines_; }
    Result<void> faces() override { return faces_; }
    Result<std::string> read_a_page(const std::string& words) override { return page_.value_or(words); }
    Result<ChainCondition> chain() override { return chain_; }
    Result<LedgerCondition> ledger() override { return ledger_; }
    Result<QueueCondition> queue() override { return queue_; }
    Result<BackupCondition> backup() override { return backup_; }
    Result<std::vector<Guarded>> guarded() override { return guarded_; }
    Result<DoorCondition> door() override { return door_; }
};

Finding found(Installation& of, std::string_view check) {
    const auto all = examine(of);
    const auto it = std::ranges::find(all, check, &Examined::name);
    EXPECT_NE(it, all.end()) << check;
    for (const auto& other : all)
        EXPECT_TRUE(other.name == check || other.finding.level == Level::ok)
            << other.name << other.finding.says;
    return it->finding;
}

TEST(Doctor, An_installation_that_is_well_gets_no_advice) {
    Installation well;
    const auto all = examine(well);
    EXPECT_EQ(gravest(all), Level::ok);
    for (const auto& one : all) EXPECT_THAT(one.finding.advice, IsEmpty()) << one.name;
}

TEST(Doctor, Whatever_is_wrong_comes_with_what_to_do) {
    struct Case {
        const char* check;
        Level level;
        const char* says;
        void (*spoil)(Installation&);
    };
    const Case cases[] = {
        {"space", Level::fault, "0.5 GB", [](auto& i) { i.rooms_->front().bytes_free = gigabyte / 2; }},
        {"space", Level::warning, "2.0 GB", [](auto& i) { i.rooms_->front().bytes_free = 2 * gigabyte; }},
        {"space", Level::fault, "10 个文件", [](auto& i) { i.rooms_->front().files_free = 10; }},
        {"space", Level::fault, "没有应答", [](auto& i) { i.rooms_ = trouble(); }},
        {"store", Level::warning, "第 14 版", [](auto& i) { i.store_->schema = 14; }},
        {"store", Level::fault, "比本程序新", [](auto& i) { i.store_->schema = 16; }},
        {"store", Level::fault, "没有应答", [](auto& i) { i.store_ = trouble(); }},
        {"clock", Level::fault, "6000 毫秒", [](auto& i) { i.store_->ahead = 6s; }},
        {"clock", Level::warning, "-2000 毫秒", [](auto& i) { i.store_->ahead = -2s; }},
        {"clock", Level::fault, "操作记录中已有", [](auto& i) { i.clock_->latest = now + 1h; }},
        {"clock", Level::warning, "没有与时间服务器同步", [](auto& i) { i.clock_->synchronised = false; }},
        {"calendar", Level::fault, "没有 2026 年", [](auto& i) { i.years_ = std::vector{2025}; }},
        {"calendar", Level::warning, "没有 2027 年",
         [](auto& i) { i.day = std::chrono::year{2026} / 12 / 1; }},
        {"engines", Level::fault, "rec.onnx", [](auto& i) { i.engines_->damaged = {"rec.onnx"}; }},
        {"engines", Level::fault, "chi_tra", [](auto& i) { i.engines_->languages_missing = {"chi_tra"}; }},
        {"engines", Level::warning, "手写", [](auto& i) { i.engines_->models = ""; }},
        {"engines", Level::warning, "SHA256SUMS", [](auto& i) { i.engines_->with_digests = false; }},
        {"faces", Level::fault, "没有应答", [](auto& i) { i.faces_ = trouble(); }},
        {"children", Level::fault, "没有应答", [](auto& i) { i.page_ = Result<std::string>(trouble()); }},
        {"children", Level::fault, "来信攵悉", [](auto& i) { i.page_ = Result<std::string>("来信攵悉"); }},
        {"chain", Level::fault, "event 3", [](auto& i) { i.chain_->findings = {"event 3 was changed"}; }},
        {"ledger", Level::fault, "不平", [](auto& i) { i.ledger_->balanced = false; }},
        {"queue", Level::warning, "2 项", [](auto& i) { i.queue_->dead = 2; }},
        {"queue", Level::fault, "3 小时", [](auto& i) { i.queue_->oldest_ready = now - 3h; }},
        {"backup", Level::warning, "47 小时", [](auto& i) { i.backup_->last = now - 48h + 1ms; }},
        {"backup", Level::fault, "8 天", [](auto& i) { i.backup_->last = now - days{8}; }},
        {"backup", Level::fault, "没有备份", [](auto& i) { i.backup_->last.reset(); }},
        {"guarded", Level::warning, "/data", [](auto& i) { i.guarded_->front().mode = 0755; }},
        {"guarded", Level::fault, "/pass",
         [](auto& i) {
             i.guarded_->push_back({"/pass", 0640, true});
         }},
        {"door", Level::fault, "0.0.0.0", [](auto& i) { i.door_->listen = "0.0.0.0:80"; }},
        {"door", Level::warning, "主机名", [](auto& i) { i.door_->behind_proxy = true; }},
        {"door", Level::fault, "演示",
         [](auto& i) {
             *i.door_ = {"10.0.0.1:80", true, {"docket.example"}, true};
         }},
    };
    for (const auto& one : cases) {
        Installation ill;
        one.spoil(ill);
        if (std::string_view(one.check) == "store" && !ill.store_) continue; // asked for again by the clock
        const auto finding = found(ill, one.check);
        EXPECT_EQ(finding.level, one.level) << one.check << ": " << finding.says;
        EXPECT_THAT(finding.says, HasSubstr(one.says)) << one.check;
        EXPECT_THAT(finding.advice, Not(IsEmpty())) << one.check;
    }
}

TEST(Doctor, What_could_not_be_asked_is_said_and_stops_no_other_check) {
    Installation closed;
    closed.store_ = trouble();
    closed.chain_ = trouble();
    closed.ledger_ = trouble();
    closed.queue_ = trouble();
    closed.backup_ = trouble();
    const auto all = examine(closed);
    EXPECT_EQ(all.size(), checks().size());
    EXPECT_EQ(gravest(all), Level::fault);
    EXPECT_EQ(std::ranges::count(all, Level::fault, [](const auto& one) { return one.finding.level; }), 1);
    EXPECT_EQ(std::ranges::count(all, Level::warning, [](const auto& one) { return one.finding.level; }), 4);
}

TEST(Doctor, A_new_installation_and_a_demo_are_only_reminded_of_a_backup) {
    Installation young;
    young.backup_ = BackupCondition{{}, now - 1h, now, false};
    EXPECT_EQ(found(young, "backup").level, Level::warning);
    Installation demo;
    demo.backup_ = BackupCondition{{}, now - days{90}, now, true};
    EXPECT_EQ(found(demo, "backup").level, Level::warning);
}

TEST(Doctor, A_demo_lives_on_its_own_days_and_a_proxy_with_a_name_is_well) {
    Installation demo;
    demo.clock_ = ClockCondition{now - days{300}, now, true, true};
    demo.door_ = DoorCondition{"10.0.0.1:8765", true, {"docket.example"}, false};
    EXPECT_EQ(gravest(examine(demo)), Level::ok);
}

} // namespace
} // namespace docket::doctor

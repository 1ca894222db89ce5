#include "pipeline/app/printing.hpp"
#include "pipeline/app/verb.hpp"

#include <iostream>

namespace docket::app::verb {

namespace {

// Arrivals are counted once more from the record: a row that vanished is missed here. A file of a batch is
// one until it is sorted, and then the letters made of it are; a letter put into another one is none any
// more.
Result<std::int64_t> received_by_record(const flow::Tools& tools) {
    std::int64_t n = 0;
    DOCKET_CHECK(tools.record.walk([&](const review::Event& event) -> Result<void> {
        n += event.act == "receive" || event.act == "make_letter" ? 1 : 0;
        n -= event.act == "sort" ? 1 : 0;
        return {};
    }));
    return n;
}

// Every page's picture, and every original that was kept, is there as bytes.
Result<std::int64_t> missing_bytes(const flow::Tools& tools) {
    std::int64_t missing = 0;
    const auto check = [&](const std::string& hex) -> Result<void> {
        if (hex.empty()) return {};
        DOCKET_TRY(const auto digest, Digest::from_hex(hex));
        DOCKET_TRY(const bool there, tools.blobs.has(digest));
        missing += there ? 0 : 1;
        return {};
    };
    DOCKET_TRY(const auto arrivals, tools.arrivals.all());
    for (const auto& arrival : arrivals) {
        DOCKET_CHECK(check(arrival.original));
        DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
        for (const auto& page : pages) DOCKET_CHECK(check(page.image));
    }
    return missing;
}

} // namespace

Result<int> ledger(const Call& call) {
    DOCKET_TRY(const auto house, open_house(call));
    DOCKET_TRY(const auto counts, house->books().count());
    DOCKET_TRY(const auto recorded, received_by_record(house->tools()));
    DOCKET_TRY(const auto missing, missing_bytes(house->tools()));
    const auto& a = counts.arrivals;
    const auto& p = counts.pages;
    const bool balanced = counts.balanced() && recorded == a.received && missing == 0;
    if (call.arguments.has("json")) {
        std::cout << json::dump(json::Object{{"arrivals", json::Object{{"received", recorded},
                                                                       {"registered", a.registered},
                                                                       {"needs_person", a.needs_person},
                                                                       {"rejected", a.rejected},
                                                                       {"duplicate", a.duplicate},
                                                                       {"in_progress", a.in_progress}}},
                                             {"pages", json::Object{{"received", p.received},
                                                                    {"in_letters", p.in_letters},
                                                                    {"separator", p.separator},
                                                                    {"blank_hidden", p.blank_hidden},
                                                                    {"in_rejected", p.in_rejected},
                                                                    {"in_duplicates", p.in_duplicates},
                                                                    {"in_progress", p.in_progress}}},
                                             {"missing_bytes", missing},
                                             {"balanced", balanced}},
                                2)
                  << '\n';
    } else {
        std::cout << "来件：收到 " << recorded << " = 已登记 " << a.registered << " + 待人工 "
                  << a.needs_person << " + 退回重扫 " << a.rejected << " + 重复 " << a.duplicate
                  << " + 处理中 " << a.in_progress << '\n'
                  << "页数：收到 " << p.received << " = 在信中 " << p.in_letters << " + 分隔页 "
                  << p.separator << " + 空白页 " << p.blank_hidden << " + 退回件 " << p.in_rejected
                  << " + 重复件 " << p.in_duplicates << " + 处理中 " << p.in_progress << '\n';
        if (p.disagreeing > 0) std::cout << "有 " << p.disagreeing << " 件的页数与打开时不符\n";
        if (missing > 0) std::cout << "有 " << missing << " 份原件或页面图像不在存储中\n";
        std::cout << (balanced ? "两本账均平\n" : "账不平\n");
    }
    return balanced ? 0 : 1;
}

} // namespace docket::app::verb

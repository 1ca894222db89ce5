#include "pipeline/app/printing.hpp"

#include "pipeline/app/verb.hpp"
#include "pipeline/flow/separator.hpp"

#include <array>
#include <charconv>
#include <iostream>
#include <map>

namespace docket::app {

void complain(const Failure& failure, std::string_view about) {
    std::string line = failure.code + ": " + failure.detail;
    if (!about.empty()) line = std::string(about) + ": " + line;
    for (auto& c : line)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    std::cerr << line << '\n';
}

Result<std::unique_ptr<House>> open_house(const Call& call) {
    DOCKET_TRY(const auto folder, data_folder(call.arguments));
    ReadingSettings reading;
    reading.program = call.program;
    const auto readers = call.arguments.text("readers", "0");
    const auto [end, error] =
        std::from_chars(readers.data(), readers.data() + readers.size(), reading.readers);
    if (error != std::errc{} || end != readers.data() + readers.size() || reading.readers < 0 ||
        reading.readers > 64)
        return usage("--readers 是 1 到 64 之间的整数。");
    reading.engine = call.arguments.text("engine", "auto");
    reading.script = call.arguments.text("script");
    return House::open(folder, reading);
}

std::optional<std::int64_t> parse_arrival_name(std::string_view text) {
    constexpr std::string_view subject = "arrival:";
    if (text.substr(0, subject.size()) == subject)
        text.remove_prefix(subject.size());
    else if (!text.empty() && text.front() == 'A')
        text.remove_prefix(1);
    else
        return {};
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return id;
}

Result<std::vector<ArrivalView>> arrival_views(const flow::Tools& tools) {
    queue::JobFilter filter;
    filter.state = queue::State::dead;
    filter.most = 100'000;
    DOCKET_TRY(const auto dead, tools.desk.list(filter));
    std::map<std::string, std::string> why;
    for (const auto& job : dead) why.emplace(job.subject, job.last_error);
    DOCKET_TRY(const auto arrivals, tools.arrivals.all());
    std::vector<ArrivalView> out;
    for (const auto& arrival : arrivals) {
        ArrivalView view{arrival,
                         std::string(flow::name(arrival.state)),
                         arrival.code,
                         arrival.reason,
                         0,
                         arrival.pages_opened};
        const bool file = arrival.part == flow::Part::file;
        DOCKET_TRY(const auto pages, file ? tools.pages.of_file(arrival.id) : tools.pages.of(arrival.id));
        if (!pages.empty()) view.pages = static_cast<int>(pages.size());
        for (const auto& page : pages) view.pages_read += page.reading.empty() ? 0 : 1;
        const auto died = why.find("arrival:" + std::to_string(arrival.id));
        if (arrival.state == flow::ArrivalState::in_progress && died != why.end()) {
            view.state = flow::name(flow::ArrivalState::needs_person);
            view.code = died->second.substr(0, died->second.find(':'));
            view.reason = died->second;
        }
        out.push_back(std::move(view));
    }
    return out;
}

json::Value to_json(const ArrivalView& view) {
    const auto& a = view.arrival;
    json::Object out{{"arrival", arrival_name(a.id)},
                     {"name", a.name},
                     {"state", view.state},
                     {"code", view.code},
                     {"reason", view.reason},
                     {"case", a.case_number},
                     {"channel", a.channel},
                     {"received", iso(a.received)},
                     {"received_confirmed", a.received_confirmed},
                     {"posted", a.posted ? json::Value(iso(*a.posted)) : json::Value()},
                     {"pages", view.pages},
                     {"pages_read", view.pages_read},
                     {"bytes", a.bytes},
                     {"original", a.original},
                     {"fields", a.fields},
                     {"scan_again", a.scan_again}};
    if (a.batch) out.set("batch", flow::batch_name(*a.batch));
    if (!a.label.empty()) out.set("label", a.label);
    if (a.duplicate_of) out.set("duplicate_of", arrival_name(*a.duplicate_of));
    if (a.due)
        out.set("due", json::Object{{"rule", a.due->rule},
                                    {"basis", a.due->basis},
                                    {"raw", iso(a.due->raw)},
                                    {"effective",
                                     a.due->effective ? json::Value(iso(*a.due->effective)) : json::Value()},
                                    {"provisional", !a.due->effective.has_value()}});
    return out;
}

namespace {
std::string one_line(std::string text) {
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return text;
}
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{{{"in_progress", "处理中"},
                                                                              {"registered", "已登记"},
                                                                              {"needs_person", "待人工"},
                                                                              {"rejected", "退回重扫"},
                                                                              {"duplicate", "重复"},
                                                                              {"sorted", "已分件"}}};
} // namespace

std::string line_of(const ArrivalView& view) {
    const auto& a = view.arrival;
    std::string out = arrival_name(a.id) + "  ";
    for (const auto& [state, word] : words)
        if (state == view.state) out += word;
    out += "  " + a.name;
    if (!a.case_number.empty()) out += "  " + a.case_number;
    if (a.duplicate_of) out += "  同 " + arrival_name(*a.duplicate_of);
    if (!view.code.empty()) out += "  " + view.code + "：" + view.reason;
    if (a.due && view.state != "registered")
        out += "  期限 " + iso(a.due->effective.value_or(a.due->raw)) + (a.due->effective ? "" : "（暂定）");
    if (!a.received_confirmed) out += "  收到日期 " + iso(a.received) + "（未确认）";
    return one_line(std::move(out));
}

int exit_of(const ArrivalView& view) {
    if (view.state != "rejected") return 0;
    constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds{{{"file.too_", Kind::exhausted},
                                                                      {"file.damaged", Kind::corrupt},
                                                                      {"file.page_count", Kind::corrupt},
                                                                      {"file.", Kind::invalid}}};
    for (const auto& [start, kind] : kinds)
        if (view.code.substr(0, start.size()) == start) return verdict(kind).exit;
    return verdict(Kind::invalid).exit;
}

} // namespace docket::app

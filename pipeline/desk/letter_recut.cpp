// Letters of a tray cut anew: what the page may offer, and the act.
#include "pipeline/desk/letter_parts.hpp"
#include "pipeline/flow/recut.hpp"

#include <algorithm>

namespace docket::desk {

Result<std::optional<json::Object>> cut_view(const Desk& desk, const Letter& letter) {
    if (!flow::can_be_recut(letter.arrival) || letter.verification.version > 0 || letter.pages.empty())
        return std::optional<json::Object>{};
    const auto& first = letter.pages.front();
    DOCKET_TRY(const auto sheets, desk.tools.pages.of_file(first.file));
    std::int64_t before = 0; // the arrival of the nearest sheet before it that lies in another letter
    for (const auto& sheet : sheets) {
        if (sheet.file_n >= first.file_n) break;
        if (sheet.arrival != letter.arrival.id && sheet.arrival != first.file) before = sheet.arrival;
    }
    json::Object out{{"understood", !letter.arrival.fields.empty()}};
    if (before != 0) {
        DOCKET_TRY(const auto there, desk.tools.arrivals.load(before));
        DOCKET_TRY(const auto kept, desk.verifications.load(before));
        if (flow::can_be_recut(there) && kept.version == 0) out.set("before", arrival_name(before));
    }
    return std::optional(std::move(out));
}

Result<json::Value> recut(const Desk& desk, const Person& person, std::int64_t id, const json::Value& input) {
    const auto untouched = [&](const flow::Arrival& one) -> Result<void> {
        DOCKET_TRY(const auto kept, desk.verifications.load(one.id));
        if (kept.version == 0) return {};
        return fail(Kind::conflict, "letter.confirmed",
                    arrival_name(one.id) + " 已有人核定过内容，不能再拆分或并入。");
    };
    if (const auto into = input.text_at("into"); !into.empty()) {
        DOCKET_TRY(const auto other, arrival_id(into));
        DOCKET_CHECK(flow::merge_letter(id, other, person.id, desk.tools, untouched));
        DOCKET_TRY(auto left, letter(desk, other));
        return json::Value(json::Object{{"letter", std::move(left)}, {"other", arrival_name(id)}});
    }
    DOCKET_TRY(const auto second, flow::split_letter(id, static_cast<int>(input.int_at("after")), person.id,
                                                     desk.tools, untouched));
    DOCKET_TRY(auto left, letter(desk, id));
    return json::Value(json::Object{{"letter", std::move(left)}, {"other", arrival_name(second.id)}});
}

} // namespace docket::desk

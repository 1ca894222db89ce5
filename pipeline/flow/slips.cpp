#include "pipeline/flow/slips.hpp"

#include "ocr/page_json.hpp"
#include "pipeline/flow/arrival_name.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

Result<std::optional<ocr::PageText>> text_of(const Page& page, const Tools& tools) {
    if (page.reading.empty()) return std::optional<ocr::PageText>();
    DOCKET_TRY(const auto kept, get_json(tools.blobs, page.reading));
    DOCKET_TRY(auto text, ocr::page_of(kept));
    return std::optional(std::move(text));
}

Result<WaitingSlip> looked_at(Arrival arrival, const review::Case& c, const Tools& tools) {
    WaitingSlip out{std::move(arrival), {}, 0, {}, {}};
    DOCKET_TRY(const auto pages, tools.pages.of(out.arrival.id));
    for (const auto& page : pages) {
        DOCKET_TRY(const auto text, text_of(page, tools));
        const auto slip = text ? slip_on(*text) : std::nullopt;
        if (!slip) continue;
        out.of = *slip;
        out.page = page.id;
        out.image = page.image;
        const auto served = served_document(c, slip->document);
        if (served && served->dated) out.day = day_on_slip(*text, *served->dated, tools.today());
        break;
    }
    return out;
}

} // namespace

Result<std::optional<SlipOf>> returned_slip(const ocr::PageText& page, const Tools& tools) {
    auto slip = slip_on(page);
    if (!slip) return std::optional<SlipOf>();
    DOCKET_TRY(const auto found, tools.cases.load_these({slip->case_number}));
    if (found.empty() || !served_document(found.front(), slip->document)) return std::optional<SlipOf>();
    return slip;
}

std::string words_of(const SlipOf& slip, const review::Case& c) {
    const auto served = served_document(c, slip.document);
    return "送达回证交回：" + slip.case_number + " 的" +
           (served ? served->title + " " + served->number : "") +
           "。请经办人在该事项中核对签收日期，登记送达。";
}

Result<std::vector<WaitingSlip>> waiting_slips(const review::Case& c, const Tools& tools) {
    DOCKET_TRY(auto arrivals, tools.arrivals.returned_slips(c.number));
    std::vector<WaitingSlip> out;
    for (auto& arrival : arrivals) {
        DOCKET_TRY(auto one, looked_at(std::move(arrival), c, tools));
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::optional<WaitingSlip>> named_slip(const json::Value& input, std::string_view document,
                                              const review::Case& c, const Tools& tools) {
    const auto name = input.text_at("slip");
    if (name.empty()) return std::optional<WaitingSlip>();
    DOCKET_TRY(const auto waiting, waiting_slips(c, tools));
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&](const WaitingSlip& one) {
        return arrival_name(one.arrival.id) == name;
    });
    if (found == waiting.end())
        return fail(Kind::conflict, "slip.not_waiting",
                    name + " 不是本件等待核对的送达回证，请刷新后再登记。");
    if (found->of.document != document)
        return fail(Kind::conflict, "slip.of_another", name + " 是本件另一份文书的送达回证，请核对。");
    return std::optional(*found);
}

Result<void> file_slip(Transaction& tx, const Tools& tools, const WaitingSlip& slip, std::string_view actor) {
    auto arrival = slip.arrival;
    const std::string from{name(arrival.state)};
    arrival.state = ArrivalState::registered;
    arrival.code = slip_filed;
    arrival.reason = "送达回证，归入该事项。";
    DOCKET_CHECK(tools.pages.place_all(tx, arrival.id, Place::in_letter));
    return save_arrival(tx, tools, arrival, "register", from, actor, {{"case", arrival.case_number}});
}

} // namespace docket::flow

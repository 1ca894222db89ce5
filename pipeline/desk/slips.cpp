#include "pipeline/desk/slips.hpp"

#include "pipeline/desk/days.hpp"
#include "pipeline/desk/labels.hpp"
#include "pipeline/desk/notices.hpp"
#include "pipeline/desk/people.hpp"
#include "pipeline/flow/slips.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

// The petitioners; of a notice to the organ complained of, that organ.
Result<std::string> recipients_of(const Desk& desk, const review::Case& c, const std::string& document) {
    const auto* notice = notice_of(c, document);
    if (const auto* round = notice ? c.told_by(*notice) : nullptr) {
        DOCKET_TRY(const auto people, People::load(desk.tools));
        return people.organ_name(round->organ);
    }
    std::string out;
    for (const auto& applicant : c.applicants) out += (out.empty() ? "" : "、") + applicant.name;
    return out;
}

} // namespace

Result<Bytes> slip(const Desk& desk, const std::string& number, const std::string& document) {
    DOCKET_TRY(const auto c, desk.tools.cases.load(number));
    const auto open = flow::open_slips(c);
    const auto served = flow::served_document(c, document);
    if (!served || std::ranges::find(open, document) == open.end())
        return fail(Kind::not_found, "slip.no_document",
                    "这份文书没有写成，或者已经登记送达，不需要送达回证。");
    SlipOrder order;
    order.office = desk.tools.office.name;
    order.case_number = c.number;
    order.title = served->title;
    order.number = served->number;
    DOCKET_TRY(order.recipients, recipients_of(desk, c, document));
    for (const auto& word : service_words()) order.ways.emplace_back(word.word);
    order.qr_text = flow::slip_text({c.number, document});
    order.made = desk.tools.today();
    return desk.sheets.slip(order);
}

Result<json::Array> slip_views(const Desk& desk, const review::Case& c) {
    DOCKET_TRY(const auto waiting, flow::waiting_slips(c, desk.tools));
    json::Array out;
    for (const auto& slip : waiting) {
        const auto served = flow::served_document(c, slip.of.document);
        json::Object one{{"arrival", arrival_name(slip.arrival.id)},
                         {"document", slip.of.document},
                         {"title", served ? served->title : ""},
                         {"number", served ? served->number : ""},
                         {"picture", "/api/v1/pages/" + std::to_string(slip.page) + "/picture"}};
        if (slip.day) one.set("on", iso(*slip.day));
        out.emplace_back(std::move(one));
    }
    return out;
}

Result<json::Array> slip_tasks(const Desk& desk) {
    DOCKET_TRY(const auto slips, desk.tools.arrivals.returned_slips(""));
    json::Array out;
    for (const auto& slip : slips) {
        const auto name = arrival_name(slip.id);
        const int waited = days_between(china.date(slip.at), desk.tools.today());
        out.emplace_back(json::Object{{"id", name},
                                      {"what", "核对送达回证"},
                                      {"title", slip.case_number + " " + name},
                                      {"path", "/cases/" + slip.case_number},
                                      {"due", json::Object{{"state", "not_started"}, {"words", "未送达"}}},
                                      {"waited_days", std::max(0, waited)},
                                      {"case", slip.case_number}});
    }
    return out;
}

} // namespace docket::desk

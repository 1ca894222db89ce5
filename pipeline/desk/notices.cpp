#include "pipeline/desk/notices.hpp"

#include "pipeline/flow/serving.hpp"

#include <algorithm>

namespace docket::desk {

std::string notice_key(std::size_t place) { return "notice-" + std::to_string(place + 1); }

const review::Notice* notice_of(const review::Case& c, std::string_view key) {
    for (std::size_t i = 0; i < c.notices.size(); ++i)
        if (notice_key(i) == key) return &c.notices[i];
    return nullptr;
}

json::Array notice_views(const review::Case& c, const People& people) {
    json::Array out;
    for (std::size_t i = 0; i < c.notices.size(); ++i) {
        const auto& notice = c.notices[i];
        json::Object one{{"n", i + 1},
                         {"key", notice_key(i)},
                         {"round", notice.round},
                         {"kind", notice.kind},
                         {"title", notice.title},
                         {"number", notice.number},
                         {"date", iso(notice.dated)},
                         {"pdf", !notice.pdf.empty()}};
        if (const auto* round = c.told_by(notice)) one.set("organ", people.organ_name(round->organ));
        if (!c.may_serve(notice)) one.set("kept_back", true);
        if (notice.service) one.set("service", flow::json_of(*notice.service));
        out.emplace_back(std::move(one));
    }
    return out;
}

std::vector<const review::Notice*> unserved(const review::Case& c) {
    std::vector<const review::Notice*> out;
    for (const auto& notice : c.notices)
        if (!notice.service && !notice.pdf.empty() && c.may_serve(notice)) out.push_back(&notice);
    return out;
}

const review::Event* earlier_writing(const review::Case& c, const std::vector<review::Event>& events) {
    const auto written = std::find_if(events.rbegin(), events.rend(), [&](const review::Event& event) {
        return event.act == "write_document" && event.text != c.last_issued().issued_pdf &&
               std::none_of(c.notices.begin(), c.notices.end(),
                            [&](const review::Notice& notice) { return notice.pdf == event.text; });
    });
    return written == events.rend() ? nullptr : &*written;
}

} // namespace docket::desk

#include "pipeline/flow/urgency.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/writing.hpp"
#include "pipeline/text/normalise.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

using review::Urgency;

std::vector<std::u32string> in_search_form(const std::vector<std::string>& words) {
    std::vector<std::u32string> out;
    out.reserve(words.size());
    for (const auto& word : words) out.push_back(text::normalise(code_points(word)).simplified);
    return out;
}

std::vector<review::UrgentWords> urgent_lists(const ocr::Lexicon& lexicon) {
    std::vector<review::UrgentWords> out;
    for (const auto& category : lexicon.urgent())
        out.push_back({category.name, in_search_form(category.words), in_search_form(category.near)});
    return out;
}

// The word with what stands around it, in the letter's own characters.
std::string quote_around(const std::u32string& text, std::size_t begin, std::size_t end) {
    constexpr std::size_t around = 12;
    const auto from = begin < around ? 0 : begin - around;
    const auto until = std::min(end + around, text.size());
    auto quote = encode_utf8(std::u32string_view(text).substr(from, until - from));
    std::ranges::replace(quote, '\n', ' ');
    return (from > 0 ? "…" : "") + quote + (until < text.size() ? "…" : "");
}

void decide_urgency(ActContext& context, Urgency state) {
    auto& urgent = context.c.urgent;
    urgent.state = state;
    urgent.decided_by = context.person.id;
    urgent.reason = context.request.input.text_at("reason");
    if (state == Urgency::urgent)
        urgent.marked_on = context.tools.today();
    else
        urgent.marked_on.reset();
}

std::optional<Date> day_of_report(const review::Case& c, const json::Value& input, Date today) {
    const auto on = parse_iso_date(input.text_at("on"));
    if (!on || *on < c.received || *on > today) return {};
    return *on;
}

bool tells_of_report(const review::Case& c, const json::Value& input, Date today) {
    constexpr std::size_t shortest_way = 6; // bytes: two Han characters
    return std::ranges::find(review::reports_owed, input.text_at("to")) != review::reports_owed.end() &&
           day_of_report(c, input, today).has_value() && input.text_at("by").size() >= shortest_way;
}

} // namespace

void find_urgent(std::vector<review::UrgentPlace>& found, std::string_view text, std::string_view where,
                 const ocr::Lexicon& lexicon) {
    const auto normal = text::normalise(code_points(text));
    const auto lists = urgent_lists(lexicon);
    for (const auto& hit : review::urgent_words(normal.simplified, lists)) {
        auto word =
            encode_utf8(std::u32string_view(normal.simplified).substr(hit.begin, hit.end - hit.begin));
        if (std::ranges::find(found, word, &review::UrgentPlace::word) != found.end()) continue;
        found.push_back({lists[hit.list].category, std::move(word),
                         quote_around(normal.text, hit.begin, hit.end), std::string(where)});
    }
}

bool suspect(review::Case& c, const std::vector<review::UrgentPlace>& in_letter,
             const ocr::Lexicon& lexicon) {
    if (c.urgent.state != Urgency::none) return false;
    auto found = in_letter;
    for (std::size_t i = 0; i < c.claims.size(); ++i)
        find_urgent(found, c.claims[i], "请求事项" + std::to_string(i + 1), lexicon);
    if (found.empty()) return false;
    c.urgent.state = Urgency::suspected;
    c.urgent.places = std::move(found);
    return true;
}

review::EventDraft suspected(const review::Case& c, const Tools& tools) {
    auto event = event_now(tools, subject_of(c), review::urgent_event);
    event.from = event.to = review::name(c.current().stage);
    event.basis = "《信访工作条例》第二十五条";
    json::Array words;
    for (auto& word : c.urgent.words()) words.emplace_back(std::move(word));
    event.detail = json::dump(json::Object{{"words", std::move(words)}});
    return event;
}

void add_urgent_facts(const review::Case& c, const json::Value& input, Date today, review::Facts& facts) {
    const bool asked_for_a_page = input.is_null();
    const auto& urgent = c.urgent;
    const bool missing = !urgent.reports_missing().empty();
    facts.urgent = urgent.state == Urgency::urgent;
    facts.urgency_open = review::goes_first(urgent.state);
    facts.report_missing = missing;
    facts.report_whole = asked_for_a_page || tells_of_report(c, input, today);
    facts.report_known = asked_for_a_page ? !missing : urgent.reported(input.text_at("to"));
}

Result<void> tell_letter(Transaction& tx, const ActContext& context) {
    if (context.c.arrival == 0) return {};
    const auto& urgent = context.c.urgent;
    DOCKET_TRY(auto letter, context.tools.arrivals.load(context.c.arrival));
    if (letter.urgency == urgent.state) return {};
    letter.urgency = urgent.state;
    letter.urgent_places = urgent.places;
    return context.tools.arrivals.save(tx, letter);
}

Result<void> mark_urgent(Transaction& tx, ActContext& context) {
    decide_urgency(context, Urgency::urgent);
    return tell_letter(tx, context);
}

Result<void> clear_urgent(Transaction& tx, ActContext& context) {
    decide_urgency(context, Urgency::cleared);
    return tell_letter(tx, context);
}

Result<void> keep_report(ActContext& context) {
    const auto& input = context.request.input;
    const auto on = day_of_report(context.c, input, context.tools.today());
    context.c.urgent.reports.push_back({input.text_at("to"), on.value(), input.text_at("by")});
    return {};
}

} // namespace docket::flow

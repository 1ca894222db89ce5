#include "ocr/fields/doubts.hpp"
#include "ocr/fields/letter_pages.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/flow/slips.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/urgency.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow::step {

namespace {

// Both readings of a page: such a word is better proposed once too often. A word goes on over the end of a
// line.
void find_urgent_on(std::vector<review::UrgentPlace>& found, const ocr::PageText& page, int n,
                    const ocr::Lexicon& lexicon) {
    std::string first, second;
    for (const auto& line : page.lines) {
        const auto read = ocr::utf8(line);
        first += read;
        second += line.second.empty() ? read : line.second;
    }
    const auto where = "第" + std::to_string(n) + "页";
    find_urgent(found, first, where, lexicon);
    if (second != first) find_urgent(found, second, where, lexicon);
}

} // namespace

Result<Output> understand(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(auto arrival, tools.arrivals.load(input.id));
    if (arrival.state == ArrivalState::rejected || arrival.state == ArrivalState::duplicate ||
        arrival.state == ArrivalState::sorted || arrival.part == Part::file)
        return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
    ocr::LetterPages letter;
    std::optional<SlipOf> slip;
    int unread = 0;
    std::vector<review::UrgentPlace> urgent;
    for (const auto& page : pages) {
        ocr::PageText text;
        unread += page.reading.empty() ? 1 : 0;
        if (!page.reading.empty() && page.kind != SheetKind::envelope) {
            DOCKET_TRY(const auto reading, get_json(tools.blobs, page.reading));
            DOCKET_TRY(text, ocr::page_of(reading));
        }
        if (!slip) {
            DOCKET_TRY(slip, returned_slip(text, tools));
        }
        find_urgent_on(urgent, text, page.n, tools.lexicon);
        letter.take(std::move(text));
    }
    DOCKET_TRY(const auto fields, letter.understood(tools.lexicon, tools.today()));
    DOCKET_TRY(const auto kept, put_text(tools.blobs, json::dump(ocr::to_json(fields))));
    std::string why;
    bool waits = ocr::needs_person(fields, why);
    if (unread > 0) {
        waits = true;
        why = "有 " + std::to_string(unread) + " 页没有读成，请核对原件。" + why;
    }
    if (slip) {
        DOCKET_TRY(const auto c, tools.cases.load(slip->case_number));
        why = words_of(*slip, c);
        waits = true;
    }
    return Output{[arrival, fields = kept.hex(), waits, why, slip, urgent = std::move(urgent),
                   &tools](Transaction& tx) mutable -> Result<std::vector<Next>> {
        arrival.fields = fields;
        arrival.urgent_places = urgent;
        if (arrival.case_number.empty()) // afterwards its case says it
            arrival.urgency = urgent.empty() ? review::Urgency::none : review::Urgency::suspected;
        const bool goes_on = arrival.state == ArrivalState::in_progress;
        if (!waits || !goes_on) { // of a letter read again only the reading is new: a person has it in hand
            DOCKET_CHECK(tools.arrivals.save(tx, arrival));
            return goes_on ? std::vector<Next>{{arrival.id, subject_of(arrival), {}}} : std::vector<Next>{};
        }
        const std::string from{name(arrival.state)};
        arrival.state = ArrivalState::needs_person;
        arrival.code = slip ? slip_returned : "letter.doubtful";
        if (slip) arrival.case_number = slip->case_number;
        arrival.reason = why;
        DOCKET_CHECK(tools.pages.place_all(tx, arrival.id, Place::in_letter));
        DOCKET_CHECK(save_arrival(tx, tools, arrival, "set_aside", from));
        return std::vector<Next>{};
    }};
}

} // namespace docket::flow::step

#include "ocr/fields/doubts.hpp"
#include "ocr/page_json.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow::step {

Result<Output> understand(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(auto arrival, tools.arrivals.load(input.id));
    if (arrival.state == ArrivalState::rejected || arrival.state == ArrivalState::duplicate)
        return Output{[](Transaction&) { return std::vector<Next>{}; }};
    DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
    std::vector<ocr::PageText> texts;
    for (const auto& page : pages) {
        DOCKET_TRY(const auto reading, get_json(tools.blobs, page.reading));
        DOCKET_TRY(auto text, ocr::page_of(reading));
        texts.push_back(std::move(text));
    }
    DOCKET_TRY(const auto fields, ocr::understand(texts, tools.lexicon, tools.today()));
    DOCKET_TRY(const auto kept, put_text(tools.blobs, json::dump(ocr::to_json(fields))));
    std::string why;
    const bool waits = ocr::needs_person(fields, why);
    return Output{[arrival, fields = kept.hex(), waits, why,
                   &tools](Transaction& tx) mutable -> Result<std::vector<Next>> {
        arrival.fields = fields;
        const bool goes_on = arrival.state == ArrivalState::in_progress;
        if (!waits || !goes_on) { // of a letter read again only the reading is new: a person has it in hand
            DOCKET_CHECK(tools.arrivals.save(tx, arrival));
            return goes_on ? std::vector<Next>{{arrival.id, subject_of(arrival)}} : std::vector<Next>{};
        }
        const std::string from{name(arrival.state)};
        arrival.state = ArrivalState::needs_person;
        arrival.code = "letter.doubtful";
        arrival.reason = why;
        DOCKET_CHECK(tools.pages.place_all(tx, arrival.id, Place::in_letter));
        DOCKET_CHECK(save_arrival(tx, tools, arrival, "set_aside", from));
        return std::vector<Next>{};
    }};
}

} // namespace docket::flow::step

#include "ocr/page_json.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow::step {

Result<Output> read(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(const auto shown, tools.pages.load(input.id));
    DOCKET_TRY(const auto image, Digest::from_hex(shown.image));
    DOCKET_TRY(const auto file, tools.blobs.path(image));
    Result<void> charged;
    DOCKET_TRY(const auto text,
               tools.reader.read(file, [&](const Failure& why) { charged = input.charge(why); }));
    DOCKET_CHECK(charged);
    DOCKET_TRY(const auto reading, put_text(tools.blobs, json::dump(ocr::to_json(text))));
    const auto confidence = static_cast<double>(ocr::confidence(text));
    return Output{[=, id = shown.id, &tools](Transaction& tx) -> Result<std::vector<Next>> {
        DOCKET_TRY(auto page, tools.pages.load(id)); // it may have been placed while it was read
        page.reading = reading.hex();
        page.confidence = confidence;
        page.read_at = tools.clock.now();
        DOCKET_CHECK(tools.pages.save(tx, page));
        DOCKET_TRY(const int unread, tools.pages.unread(tx, page.arrival));
        if (unread > 0) return std::vector<Next>{};
        DOCKET_TRY(const auto arrival, tools.arrivals.load(page.arrival));
        if (arrival.part == Part::file) return ready_to_split(tx, tools, *arrival.batch);
        DOCKET_TRY(const auto there, tools.pages.of(arrival.id));
        const bool all_unpacked = static_cast<int>(there.size()) >= arrival.pages_opened;
        if (!all_unpacked) return std::vector<Next>{}; // a page of a later slice will lead on
        return std::vector<Next>{{page.arrival, subject_of(arrival), {}}};
    }};
}

} // namespace docket::flow::step

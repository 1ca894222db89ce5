#include "outputs/document.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

namespace docket::flow::step {

Result<Output> write_document(const StepInput& input, const Tools& tools) {
    const auto number = input.subject.substr(input.subject.find(':') + 1);
    DOCKET_TRY(const auto stored, get_json(tools.blobs, input.text));
    DOCKET_TRY(const auto document, outputs::from_json(stored));
    DOCKET_TRY(const auto pdf, tools.writer.pdf(document));
    DOCKET_TRY(const auto blob, tools.blobs.put(pdf));
    DOCKET_TRY(const auto title, tools.writer.title(document));
    DOCKET_TRY(const auto now, tools.cases.load(number));
    std::string
        file; // the shelf is open to all who reach the folder: nothing of an informant report lies there
    if (now.matter != review::MatterClass::report) {
        DOCKET_TRY(file, tools.shelf.put(number, title + " " + document.number + ".pdf", pdf));
    }
    return Output{[=, text = input.text, &tools](Transaction& tx) -> Result<std::vector<Next>> {
        DOCKET_TRY(auto c, tools.cases.load(number));
        bool kept = c.current().issued_blob == text;
        if (kept) c.current().issued_pdf = blob.hex();
        for (auto& notice : c.notices)
            if (notice.blob == text) notice.pdf = blob.hex(), kept = true;
        if (kept) DOCKET_CHECK(tools.cases.save(tx, c, c.version));
        auto event = event_now(tools, subject_of(c), "write_document");
        event.from = event.to = review::name(c.current().stage);
        event.text = blob.hex();
        event.detail = json::dump(
            json::Object{{"document", document.number}, {"file", file}, {"source", text}, {"kept", kept}});
        DOCKET_CHECK(tools.record.append(tx, event));
        return std::vector<Next>{};
    }};
}

} // namespace docket::flow::step

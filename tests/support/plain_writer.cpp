#include "tests/support/plain_writer.hpp"

namespace docket::testing {

Result<outputs::Composed> PlainWriter::composed(const outputs::Document& document) {
    const std::lock_guard lock(mutex_);
    auto found = read_.find(document.type);
    if (found == read_.end()) {
        DOCKET_TRY(auto with, outputs::load_template(templates_, document.type));
        found = read_.emplace(document.type, std::move(with)).first;
    }
    DOCKET_TRY(auto out, outputs::compose(document, found->second));
    if (!added_.empty()) out.blocks.push_back({outputs::BlockKind::paragraph, 0, added_, ""});
    return out;
}

Result<Bytes> PlainWriter::pdf(const outputs::Document& document) {
    DOCKET_TRY(const auto out, composed(document));
    const auto text = outputs::plain_text(out);
    return Bytes(text.begin(), text.end());
}

Result<std::string> PlainWriter::title(const outputs::Document& document) {
    DOCKET_TRY(const auto out, composed(document));
    return out.title;
}

Result<Digest> PlainWriter::wording(const outputs::Document& document) {
    DOCKET_TRY(const auto out, composed(document));
    return outputs::wording_digest(out);
}

void PlainWriter::reword(const std::string& paragraph) {
    const std::lock_guard lock(mutex_);
    added_ = paragraph;
}

} // namespace docket::testing

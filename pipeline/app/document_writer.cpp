#include "pipeline/app/document_writer.hpp"

#include "outputs/compose.hpp"
#include "outputs/layout/layout.hpp"
#include "outputs/render/pdf.hpp"

#include <mutex>

namespace docket::app {

namespace {

class Writer final : public flow::DocumentWriter {
  public:
    explicit Writer(std::filesystem::path templates) : templates_(std::move(templates)) {}

    Result<Bytes> pdf(const outputs::Document& document) override {
        DOCKET_TRY(const auto composed, composed_of(document));
        const std::lock_guard hold(mutex_); // the open faces are shared
        if (!faces_) {
            DOCKET_TRY(faces_, outputs::Faces::open(outputs::debian_fonts()));
        }
        DOCKET_TRY(const auto list, outputs::lay_out(composed, *faces_));
        return outputs::PdfRenderer(faces_).render(list, outputs::render_info(document, composed));
    }
    Result<std::string> title(const outputs::Document& document) override {
        DOCKET_TRY(const auto composed, composed_of(document));
        return composed.title;
    }
    Result<Digest> wording(const outputs::Document& document) override {
        DOCKET_TRY(const auto composed, composed_of(document));
        return outputs::wording_digest(composed);
    }

  private:
    Result<outputs::Composed> composed_of(const outputs::Document& document) {
        DOCKET_TRY(const auto with, outputs::load_template(templates_, document.type));
        return outputs::compose(document, with);
    }

    std::filesystem::path templates_;
    std::mutex mutex_;
    std::shared_ptr<const outputs::Faces> faces_;
};

} // namespace

std::unique_ptr<flow::DocumentWriter> make_document_writer(std::filesystem::path templates) {
    return std::make_unique<Writer>(std::move(templates));
}

} // namespace docket::app

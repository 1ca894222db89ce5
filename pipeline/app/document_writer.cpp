#include "pipeline/app/document_writer.hpp"

#include "outputs/layout/layout.hpp"
#include "outputs/layout/spots.hpp"
#include "outputs/render/pdf.hpp"
#include "outputs/render/png.hpp"
#include "outputs/separator/sheet.hpp"
#include "outputs/separator/slip.hpp"
#include "pipeline/flow/separator.hpp"

#include <algorithm>
#include <deque>
#include <mutex>

namespace docket::app {

namespace {

constexpr double page_dpi =
    110; // an A4 page 909 pixels wide: sharp in a pane of the desk, drawn in an eye blink

class Sheets final : public desk::Drawing {
  public:
    Sheets(outputs::DisplayList list, const outputs::Composed& composed,
           std::shared_ptr<const outputs::Faces> faces)
        : list_(std::move(list)), faces_(std::move(faces)) {
        for (const auto& spot : outputs::spots(composed, list_))
            parts_.push_back({spot.place, static_cast<int>(spot.page) + 1, spot.x, spot.y, spot.w, spot.h});
    }
    int pages() const override { return static_cast<int>(list_.pages.size()); }
    double width_mm() const override { return list_.width; }
    double height_mm() const override { return list_.height; }
    std::vector<desk::PlacedPart> parts() const override { return parts_; }
    Result<Bytes> png(int n, std::string_view watermark) const override {
        if (n < 1) return fail(Kind::not_found, "page.unknown", "页码从 1 开始。");
        return outputs::render_png(list_, static_cast<std::size_t>(n) - 1, page_dpi, faces_, watermark);
    }

  private:
    outputs::DisplayList list_;
    std::shared_ptr<const outputs::Faces> faces_;
    std::vector<desk::PlacedPart> parts_;
};

class Writer final : public Typesetter {
  public:
    explicit Writer(std::filesystem::path templates) : templates_(std::move(templates)) {}

    Result<Bytes> pdf(const outputs::Document& document) override {
        DOCKET_TRY(const auto with, composed(document));
        DOCKET_TRY(const auto faces, open_faces());
        DOCKET_TRY(const auto list, outputs::lay_out(with, *faces));
        return outputs::PdfRenderer(faces).render(list, outputs::render_info(document, with));
    }
    Result<outputs::Composed> composed(const outputs::Document& document) override {
        DOCKET_TRY(const auto with, outputs::load_template(templates_, document.type));
        return outputs::compose(document, with);
    }
    Result<std::string> title(const outputs::Document& document) override {
        DOCKET_TRY(const auto with, composed(document));
        return with.title;
    }
    Result<Digest> wording(const outputs::Document& document) override {
        DOCKET_TRY(const auto with, composed(document));
        return outputs::wording_digest(with);
    }

    Result<std::shared_ptr<const desk::Drawing>> draw(const outputs::Document& document) override {
        DOCKET_TRY(const auto with, composed(document));
        const auto key = sha256(std::string(name(document.type)) + "\n" + outputs::plain_text(with));
        if (auto known = kept(key)) return known;
        DOCKET_TRY(const auto faces, open_faces());
        DOCKET_TRY(auto list, outputs::lay_out(with, *faces));
        std::shared_ptr<const desk::Drawing> drawing = std::make_shared<Sheets>(std::move(list), with, faces);
        const std::lock_guard hold(mutex_);
        layouts_.emplace_back(key, drawing);
        if (layouts_.size() > most_layouts) layouts_.pop_front();
        return drawing;
    }

    Result<Bytes> separators(const desk::SheetsWish& wish) override {
        DOCKET_TRY(const auto faces, open_faces());
        DOCKET_TRY(const auto list, outputs::separator_sheets(
                                        {wish.office, wish.batch, wish.box, std::string(flow::patch_code),
                                         flow::separator_text(wish.batch, wish.box), wish.count},
                                        *faces));
        return outputs::PdfRenderer(faces).render(list, {"分隔单", wish.office, wish.made});
    }

    Result<Bytes> slip(const desk::SlipOrder& order) override {
        DOCKET_TRY(const auto faces, open_faces());
        DOCKET_TRY(const auto list,
                   outputs::service_slip({order.office, order.case_number, order.title, order.number,
                                          order.recipients, order.ways, formal(order.made), order.qr_text},
                                         *faces));
        return outputs::PdfRenderer(faces).render(list, {"送达回证", order.office, order.made});
    }

  private:
    static constexpr std::size_t most_layouts = 64;

    Result<std::shared_ptr<const outputs::Faces>> open_faces() {
        const std::lock_guard hold(mutex_);
        if (!faces_) {
            DOCKET_TRY(faces_, outputs::Faces::open(outputs::debian_fonts()));
        }
        return faces_;
    }
    std::shared_ptr<const desk::Drawing> kept(const Digest& key) {
        const std::lock_guard hold(mutex_);
        const auto found = std::ranges::find(layouts_, key, &Layout::first);
        return found == layouts_.end() ? nullptr : found->second;
    }

    using Layout = std::pair<Digest, std::shared_ptr<const desk::Drawing>>;
    std::filesystem::path templates_;
    std::mutex mutex_;
    std::shared_ptr<const outputs::Faces> faces_;
    std::deque<Layout> layouts_; // newest last
};

} // namespace

std::unique_ptr<Typesetter> make_document_writer(std::filesystem::path templates) {
    return std::make_unique<Writer>(std::move(templates));
}

} // namespace docket::app

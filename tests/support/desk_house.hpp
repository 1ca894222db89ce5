// The bureau of http_house.hpp with its desks: pictures and drawn pages are words, everything else is real.
// Several threads may ask.
#pragma once

#include "pipeline/http/api/asked.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/story.hpp"

namespace docket::testing {

// A picture that says what was wished for.
class WordPictures final : public desk::Pictures {
  public:
    Result<Bytes> jpeg(const desk::PictureWish& wish) override {
        const auto text = wish.image + " turned " + std::to_string(wish.turned) + " " + wish.watermark;
        return Bytes(text.begin(), text.end());
    }
};

// One page that holds the words of the document.
class WordDrawer final : public desk::Drawer {
  public:
    explicit WordDrawer(PlainWriter& writer) : writer_(writer) {}
    Result<std::shared_ptr<const desk::Drawing>> draw(const outputs::Document& document) override {
        DOCKET_TRY(const auto composed, writer_.composed(document));
        return std::shared_ptr<const desk::Drawing>(std::make_shared<Words>(composed));
    }

  private:
    class Words final : public desk::Drawing {
      public:
        explicit Words(outputs::Composed composed) : composed_(std::move(composed)) {}
        int pages() const override { return 1; }
        double width_mm() const override { return 210; }
        double height_mm() const override { return 297; }
        std::vector<desk::PlacedPart> parts() const override {
            std::vector<desk::PlacedPart> out;
            for (const auto& block : composed_.blocks)
                if (!block.place.empty()) out.push_back({block.place, 1, 0.1, 0.1, 0.8, 0.02});
            return out;
        }
        Result<Bytes> png(int n, std::string_view watermark) const override {
            if (n != 1) return fail(Kind::not_found, "page.unknown", "没有这一页。");
            const auto text = outputs::plain_text(composed_) + std::string(watermark);
            return Bytes(text.begin(), text.end());
        }

      private:
        outputs::Composed composed_;
    };
    PlainWriter& writer_;
};

// Says what was asked for.
class WordSheets final : public desk::SeparatorSheets {
  public:
    Result<Bytes> separators(const desk::SheetsWish& wish) override {
        const auto text = "%PDF " + wish.batch + " " + wish.box + " " + std::to_string(wish.count);
        return Bytes(text.begin(), text.end());
    }
    Result<Bytes> slip(const desk::SlipOrder& order) override {
        const auto text = "%PDF " + order.title + " " + order.number + " " + order.qr_text;
        return Bytes(text.begin(), text.end());
    }
};

struct DeskHouse : HttpHouse {
    WordPictures pictures;
    WordDrawer drawer{premises.writer};
    desk::Previews previews;
    desk::Glances glances;
    WordSheets sheets;
    desk::Desk desk{house.tools(),
                    house.store().working_copies,
                    house.store().verifications,
                    house.store().corrections,
                    house.store().searches,
                    house.store().lists,
                    house.store().batch_lists,
                    pictures,
                    drawer,
                    house.store().ledger,
                    previews,
                    glances,
                    house.store().search_index,
                    sheets,
                    house.store().record_lists,
                    house.store().day_books,
                    house.store().chain_board,
                    house.store().portraits};
    DeskHouse() {
        rooms.desk = &desk;
        rooms.counts = desk::counts;
        rooms.particulars = http::api::particulars;
    }
    review::Person who(const std::string& id) { return house.person(id); }
};

} // namespace docket::testing

#include "outputs/layout/layout.hpp"
#include "outputs/render/pdf.hpp"
#include "pipeline/base/utf8.hpp"
#include "tests/unit/outputs/samples.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

// Cairo 1.16 forgets a few hundred bytes for each subset of a CFF face it writes.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo.so\n"; }

namespace docket::outputs {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

// DOCKET_KEEP=DIR keeps the files there, to be looked at.
class Rendered : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        faces() = *Faces::open(debian_fonts());
        const auto* keep = std::getenv("DOCKET_KEEP");
        folder() = keep ? fs::path(keep)
                        : fs::temp_directory_path() / ("docket-golden-" + std::to_string(::getpid()));
        fs::create_directories(folder());
    }
    static void TearDownTestSuite() {
        faces().reset();
        if (!std::getenv("DOCKET_KEEP")) fs::remove_all(folder());
    }
    static std::shared_ptr<const Faces>& faces() {
        static std::shared_ptr<const Faces> held;
        return held;
    }
    static fs::path& folder() {
        static fs::path held;
        return held;
    }

    static Composed composed(const Document& document) {
        const auto with = load_template(fs::path(DOCKET_SOURCE_DIR) / "outputs/templates", document.type);
        return *compose(document, *with);
    }
    static Bytes pdf(const Document& document) {
        const auto text = composed(document);
        const auto list = lay_out(text, *faces());
        EXPECT_TRUE(list) << list.error().detail;
        const auto bytes = PdfRenderer(faces()).render(*list, render_info(document, text));
        EXPECT_TRUE(bytes) << bytes.error().detail;
        return *bytes;
    }
    static fs::path file(const std::string& name, const Document& document) {
        const auto path = folder() / (name + ".pdf");
        const auto bytes = pdf(document);
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return path;
    }
    static std::string output_of(const std::string& command) {
        std::string out;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> chunk{};
        while (const auto n = std::fread(chunk.data(), 1, chunk.size(), pipe)) out.append(chunk.data(), n);
        EXPECT_EQ(::pclose(pipe), 0) << command;
        return out;
    }
    static std::string bare(const std::string& text) {
        std::string out;
        for (const char c : text)
            if (c != ' ' && c != '\n' && c != '\r' && c != '\f') out += c;
        return out;
    }
    // The text of the file, page by page, without the number at its foot.
    static std::string text_in(const fs::path& path) {
        std::string out;
        std::string page;
        int number = 0;
        for (const char c : output_of("pdftotext -enc UTF-8 -raw " + path.string() + " -")) {
            if (c != '\f') {
                page += c;
                continue;
            }
            auto text = bare(page);
            const auto foot = "—" + std::to_string(++number) + "—";
            if (text.ends_with(foot)) text.resize(text.size() - foot.size());
            out += text;
            page.clear();
        }
        return out;
    }
};

struct Case {
    const char* name;
    Document document;
};
std::vector<Case> cases() {
    return {{"petition-notice", samples::petition_notice()},
            {"acceptance-notice", samples::acceptance_notice()},
            {"refusal-notice", samples::refusal_notice()},
            {"supplement-notice", samples::supplement_notice()},
            {"ending-notice", samples::ending_notice()},
            {"respondent-notice", samples::respondent_notice()},
            {"extension-notice", samples::extension_notice()},
            {"handling-opinion", samples::handling_opinion()},
            {"review-opinion", samples::review_opinion()},
            {"re-review-opinion", samples::re_review_opinion()},
            {"long-review-opinion", samples::long_review_opinion(9)}};
}

// DOCKET_UPDATE_GOLDEN=1 writes the files anew.
std::string golden(const std::string& file, const std::string& now) {
    const auto path = fs::path(DOCKET_SOURCE_DIR) / "tests/golden/documents" / file;
    if (std::getenv("DOCKET_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << now;
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(Rendered, Document_reads_as_the_golden_text) {
    for (const auto& [name, document] : cases()) {
        if (std::string(name).starts_with("long")) continue;
        const auto data = json::dump(to_json(document), 2) + "\n";
        const auto kept = golden(name + std::string(".json"), data);
        EXPECT_EQ(kept, data);
        const auto read = from_json(*json::parse(kept));
        ASSERT_TRUE(read) << read.error().detail;
        const auto words = plain_text(composed(*read));
        EXPECT_EQ(golden(name + std::string(".txt"), words), words);
    }
}
TEST_F(Rendered, Document_carries_the_text_of_the_model_and_nothing_else) {
    for (const auto& [name, document] : cases())
        EXPECT_EQ(text_in(file(name, document)), bare(plain_text(composed(document)))) << name;
}
TEST_F(Rendered, Document_embeds_a_subset_of_every_face) {
    for (const auto& [name, document] : cases()) {
        const auto fonts = output_of("pdffonts " + file(name, document).string() +
                                     " | tail -n +3 | awk '{print $(NF-4), $(NF-3), $(NF-2)}' | sort -u");
        EXPECT_EQ(fonts, "yes yes yes\n") << name;
    }
}
TEST_F(Rendered, Document_is_the_same_bytes_every_time) {
    EXPECT_EQ(sha256(pdf(samples::review_opinion())), sha256(pdf(samples::review_opinion())));
}
TEST_F(Rendered, Document_does_not_depend_on_faces_opened_before) {
    const auto before = pdf(samples::review_opinion());
    faces().reset();
    auto table = debian_fonts();
    table[FaceRole::fangsong] = table[FaceRole::songti];
    faces() = *Faces::open(table);
    EXPECT_NE(pdf(samples::review_opinion()), before);
    faces().reset();
    faces() = *Faces::open(debian_fonts());
    EXPECT_EQ(pdf(samples::review_opinion()), before);
}
TEST_F(Rendered, Document_is_a_sound_archival_file_with_its_title) {
    const auto path = file("review-opinion", samples::review_opinion()).string();
    EXPECT_THAT(output_of("qpdf --check " + path), HasSubstr("No syntax or stream encoding errors"));
    const auto info = output_of("pdfinfo -isodates " + path);
    EXPECT_THAT(info, HasSubstr("厦门市海沧区人民政府信访事项复查意见书"));
    EXPECT_THAT(info, HasSubstr("2026-04-14T00:00:00+08"));
    EXPECT_THAT(info, HasSubstr("PDF version:     1.4"));
    EXPECT_THAT(info, HasSubstr("595.276 x 841.89 pts (A4)"));
    const auto bytes = pdf(samples::review_opinion());
    const std::string raw(bytes.begin(), bytes.end());
    EXPECT_THAT(raw, HasSubstr("<pdfaid:part>1</pdfaid:part>"));
    EXPECT_THAT(raw, HasSubstr("/GTS_PDFA1"));
    EXPECT_THAT(raw, HasSubstr("/CIDSet"));
    for (const auto* forbidden : {"/Group", "/SMask", "/Encrypt", "/JavaScript"})
        EXPECT_THAT(raw, Not(HasSubstr(forbidden)));
}
TEST_F(Rendered, Rare_characters_of_names_are_drawn) {
    auto document = samples::review_opinion();
    document.parties[0].name = "喆堃祎镕犇赟昇旻玥璟珺龑邨塆";
    EXPECT_THAT(text_in(file("rare", document)), HasSubstr("申请人：喆堃祎镕犇赟昇旻玥璟珺龑邨塆"));
}
TEST_F(Rendered, Character_no_face_covers_is_named_and_not_drawn) {
    auto document = samples::review_opinion();
    document.parties[0].name = "张\uE000";
    const auto list = lay_out(composed(document), *faces());
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, "font.no_glyph");
    EXPECT_THAT(list.error().detail, HasSubstr("U+E000"));
}
TEST_F(Rendered, Font_that_is_not_there_is_named) {
    auto table = debian_fonts();
    table[FaceRole::kaiti].front().path = "/nowhere/kai.otf";
    const auto opened = Faces::open(table);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "font.missing");
    EXPECT_THAT(opened.error().detail, HasSubstr("/nowhere/kai.otf"));
}

} // namespace
} // namespace docket::outputs

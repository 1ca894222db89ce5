#include "pipeline/http/web_files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace docket::http {
namespace {

struct Pages : ::testing::Test {
    testing::TemporaryFolder folder;
    Pages() {
        std::filesystem::create_directories(folder.path() / "dist/assets");
        write("dist/index.html", "<p>index</p>");
        write("dist/assets/app-1a2b3c.js", "export {}");
        write("dist/assets/app-1a2b3c.js.gz", "packed");
        write("secret.txt", "never");
    }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder.path() / name) << bytes;
    }
    Response ask(std::string_view path, std::string_view encodings = "", std::string_view tag = "") const {
        return WebFiles::load(folder.path() / "dist")->answer(path, encodings, tag);
    }
    static std::string text(const Response& response) { return std::get<std::string>(response.body); }
};

TEST_F(Pages, Are_served_by_the_names_they_had_at_the_start) {
    EXPECT_EQ(text(ask("/index.html")), "<p>index</p>");
    EXPECT_EQ(ask("/index.html").headers.at("Cache-Control"), "no-cache");
    const auto script = ask("/assets/app-1a2b3c.js");
    EXPECT_EQ(script.type, "text/javascript; charset=utf-8");
    EXPECT_EQ(script.headers.at("Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(Pages, Come_packed_to_whoever_takes_that) {
    EXPECT_EQ(text(ask("/assets/app-1a2b3c.js", "br, gzip")), "packed");
    EXPECT_EQ(ask("/assets/app-1a2b3c.js", "gzip").headers.at("Content-Encoding"), "gzip");
    EXPECT_EQ(text(ask("/assets/app-1a2b3c.js", "br")), "export {}");
    EXPECT_EQ(text(ask("/index.html", "gzip")), "<p>index</p>") << "nobody packed it";
}

TEST_F(Pages, That_the_browser_has_are_not_sent_again) {
    const auto tag = ask("/index.html").headers.at("ETag");
    EXPECT_EQ(ask("/index.html", "", tag).status, 304);
    EXPECT_EQ(ask("/index.html", "", "\"other\"").status, 200);
}

TEST_F(Pages, Know_places_within_them_but_no_file_that_was_not_there) {
    EXPECT_EQ(text(ask("/cases/LX1")), "<p>index</p>");
    EXPECT_EQ(text(ask("/../secret.txt")), "<p>index</p>");
    EXPECT_EQ(ask("/assets/app-of-an-older-build.js").status, 404);
    EXPECT_EQ(text(ask("/assets/app-1a2b3c.js.gz")).find("packed"), std::string::npos);
}

TEST_F(Pages, That_are_not_built_say_so) {
    const auto pages = WebFiles::load(folder.path() / "nowhere").value();
    EXPECT_FALSE(pages.built());
    EXPECT_NE(text(pages.answer("/", "", "")).find("页面尚未构建"), std::string::npos);
}

} // namespace
} // namespace docket::http

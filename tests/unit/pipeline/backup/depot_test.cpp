#include "pipeline/backup/depot.hpp"
#include "pipeline/backup/file_list.hpp"
#include "pipeline/backup/kept_rows.hpp"
#include "pipeline/backup/row_text.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace docket::backup {
namespace {

using docket::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

const Table letters{"letter", {{"id", ColumnKind::integer}, {"text", ColumnKind::text}}, {"id"}, true};
const flow::Installation ours{true, from_ms(1'000)}, others{true, from_ms(2'000)};

class A_depot : public ::testing::Test {
  protected:
    TemporaryFolder home{TemporaryFolder::in_memory()};
    fs::path folder = home.path() / "backups";
    std::optional<Depot> depot{Depot::to_add(folder, ours).value()};

    Digest put(const std::string& text) {
        return depot->blobs()
            .put(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()))
            .value();
    }
    // A backup of so many rows, and of a blob that each names.
    Manifest made(int number, int rows) {
        Manifest manifest;
        manifest.number = number;
        manifest.installation = ours;
        KeptTable kept{letters, rows, rows, {}, {}};
        LineWriter lines(depot->blobs()), blobs(depot->blobs()), files(depot->blobs());
        Hasher hasher;
        for (std::int64_t n = 1; n <= rows; ++n) {
            const auto line = line_of({n, "信" + std::to_string(n)});
            hasher.add(std::span(reinterpret_cast<const std::uint8_t*>(line.data()), line.size()));
            EXPECT_TRUE(lines.add(line));
            EXPECT_TRUE(blobs.add(put("原件" + std::to_string(n)).hex() + " letter.original " +
                                  std::to_string(n) + "\n"));
        }
        kept.digest = hasher.finish();
        kept.pieces = lines.finish().value();
        manifest.tables.push_back(kept);
        manifest.blobs = blobs.finish().value();
        manifest.files = files.finish().value();
        EXPECT_TRUE(depot->add(manifest));
        return manifest;
    }
    fs::path place(const Digest& digest) const {
        return folder / "blobs" / digest.hex().substr(0, 2) / digest.hex().substr(2);
    }
    void damage(const Digest& digest) const {
        fs::permissions(place(digest), fs::perms::owner_write, fs::perm_options::add);
        std::fstream file(place(digest), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(3);
        file.put('\x7e');
    }
    Result<int> rows_of(const Manifest& manifest) {
        int n = 0;
        KeptRows rows(depot->blobs(), manifest);
        DOCKET_CHECK(rows.read(letters, [&](const Row&) -> Result<void> { return ++n, Result<void>(); }));
        return n;
    }
};

TEST_F(A_depot, Gives_a_backup_back_as_it_was_added) {
    const auto manifest = made(1, 4'500);
    EXPECT_GT(manifest.tables[0].pieces.size(), 2U);
    const auto read = depot->manifest(1).value();
    EXPECT_EQ(to_text(read), to_text(manifest));
    EXPECT_EQ(read.tables[0].table, letters);
    EXPECT_EQ(rows_of(read).value(), 4'500);
    EXPECT_EQ(depot->at(0).value().number, 1);
    EXPECT_EQ(depot->manifest(2).error().code, "backup.none");
}
TEST_F(A_depot, Writes_only_what_is_new_of_a_table_that_grew) {
    const auto first = made(1, 4'500), second = made(2, 4'600);
    EXPECT_EQ(first.tables[0].pieces[0], second.tables[0].pieces[0]);
    EXPECT_EQ(first.tables[0].pieces[1], second.tables[0].pieces[1]);
    EXPECT_NE(first.tables[0].pieces[2], second.tables[0].pieces[2]);
}
TEST_F(A_depot, Names_the_table_and_the_piece_that_was_damaged) {
    const auto manifest = made(1, 4'500);
    damage(manifest.tables[0].pieces[1].blob);
    const auto read = rows_of(manifest);
    EXPECT_EQ(read.error().code, "backup.damaged");
    EXPECT_THAT(read.error().detail, HasSubstr("表 letter 的第 2 段"));
}
TEST_F(A_depot, Refuses_rows_that_are_not_those_of_the_manifest) {
    auto manifest = made(1, 10);
    manifest.tables[0].rows = 11;
    EXPECT_EQ(rows_of(manifest).error().code, "backup.damaged");
    auto other = made(2, 10);
    other.tables[0].digest = sha256("other");
    EXPECT_THAT(rows_of(other).error().detail, HasSubstr("letter"));
}
TEST_F(A_depot, Refuses_a_manifest_in_which_a_letter_was_changed) {
    made(1, 1);
    const auto file = folder / "manifest-000001.json";
    std::fstream text(file, std::ios::in | std::ios::out);
    text.seekp(40);
    text.put('X');
    text.close();
    EXPECT_EQ(depot->manifest(1).error().code, "backup.damaged");
}
TEST_F(A_depot, Forgets_the_oldest_and_only_what_they_alone_name) {
    made(1, 10), made(2, 5), made(3, 6);
    const auto gone = depot->keep_newest(2).value();
    EXPECT_EQ(gone.backups, 1U);
    EXPECT_THAT(depot->numbers().value(), ElementsAre(2, 3));
    EXPECT_FALSE(depot->blobs().has(sha256("原件10")).value());
    EXPECT_TRUE(depot->blobs().has(sha256("原件6")).value());
    for (const int number : {2, 3}) EXPECT_TRUE(rows_of(depot->manifest(number).value()));
    EXPECT_EQ(depot->keep_newest(2).value().backups, 0U);
}
TEST_F(A_depot, Is_of_one_installation_and_of_one_backup_at_a_time) {
    EXPECT_EQ(Depot::to_add(folder, others).error().code, "backup.other_installation");
    EXPECT_EQ(Depot::to_add(folder, ours).error().code, "backup.running");
    EXPECT_EQ(Depot::to_read(folder).error().code, "backup.running");
    depot.reset();
    const auto one = Depot::to_read(folder), two = Depot::to_read(folder);
    EXPECT_TRUE(one && two);
    EXPECT_EQ(Depot::to_add(folder, ours).error().code, "backup.running");
    EXPECT_EQ(Depot::to_read(home.path() / "nothing").error().code, "backup.none");
    EXPECT_EQ(Depot::to_add(home.path(), ours).error().code, "backup.not_a_depot");
    EXPECT_EQ(one->at(0).error().code, "backup.none");
}

TEST_F(A_depot, Reads_a_file_again_only_when_it_changed) {
    const auto root = home.path() / "data";
    const auto write = [&](const char* file, const char* text) {
        fs::create_directories((root / file).parent_path());
        std::ofstream(root / file) << text;
    };
    write("office/office.json", "{}");
    write("../shelf/A/a.pdf", "a");
    write("../shelf/A.b/c.pdf", "c");
    write("../shelf/half.pdf.12.tmp", "half");
    std::vector<std::string> asked;
    const auto keep = [&](const Manifest& before) {
        asked.clear();
        FileKeeper keeper(root, depot->blobs(), before);
        EXPECT_TRUE(keeper.keep("office"));
        EXPECT_TRUE(keeper.keep("missing"));
        EXPECT_TRUE(
            keeper.keep_changed(home.path() / "shelf", "issued", [&](const fs::path& file) -> Result<bool> {
                asked.push_back(file.filename());
                return file.filename() != "later.json";
            }));
        Manifest manifest;
        manifest.files = keeper.finish().value();
        return manifest;
    };
    const auto first = keep({});
    EXPECT_THAT(asked, ElementsAre("a.pdf", "c.pdf"));
    keep(first);
    EXPECT_THAT(asked, IsEmpty());
    write("../shelf/A.b/c.pdf", "changed");
    write("../shelf/A/later.json", "{}");
    const auto second = keep(first);
    EXPECT_THAT(asked, ElementsAre("later.json", "c.pdf"));
    std::vector<std::string> listed;
    ASSERT_TRUE(each_file(depot->blobs(), second, [&](const KeptFile& file) -> Result<void> {
        listed.push_back(file.path + " " + std::to_string(file.bytes));
        return {};
    }));
    EXPECT_THAT(listed, ElementsAre("office/office.json 2", "issued/A/a.pdf 1", "issued/A.b/c.pdf 7"));
}

} // namespace
} // namespace docket::backup

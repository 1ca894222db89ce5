#include "pipeline/s3/address.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace docket::s3 {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string whole =
    "s3://letters/office/haicang?endpoint=https://store.example:9000&region=cn-1&credentials=/etc/docket/s3";

std::string fault(const std::string& text) {
    const auto read = parse_address(text);
    return read ? "" : read.error().code;
}

TEST(Address, Says_where_each_blob_lies) {
    const auto address = parse_address(whole).value();
    const auto digest = sha256("来信");
    const auto key = digest.hex().substr(0, 2) + '/' + digest.hex().substr(2);
    EXPECT_EQ(address.url_of(digest), "https://store.example:9000/letters/office/haicang/" + key);
    EXPECT_EQ(address.text_of(digest), "s3://letters/office/haicang/" + key);
    EXPECT_EQ(address.credentials, "/etc/docket/s3");
    EXPECT_EQ(address.region, "cn-1");
    EXPECT_EQ(address.cache, 2ULL << 30U);
}
TEST(Address, May_put_the_bucket_before_the_host_and_do_without_a_prefix) {
    const auto address =
        parse_address("s3://letters?endpoint=https://store.example/&region=cn-1&style=host&cache_mb=5"
                      "&credentials=/etc/with%20blank&ca=/etc/ca.pem")
            .value();
    EXPECT_THAT(address.url_of(sha256("")), HasSubstr("https://letters.store.example/e3/b0c4"));
    EXPECT_EQ(address.credentials, "/etc/with blank");
    EXPECT_EQ(address.ca, "/etc/ca.pem");
    EXPECT_EQ(address.cache, 5ULL << 20U);
}
TEST(Address, Lets_letters_travel_in_the_open_only_within_this_machine) {
    const auto with = [](const std::string& endpoint) {
        return fault("s3://letters/a?region=r&credentials=/c&endpoint=" + endpoint);
    };
    for (const auto* ours :
         {"http://127.0.0.1:9000", "http://localhost", "http://[::1]:80", "https://10.0.0.1"})
        EXPECT_EQ(with(ours), "") << ours;
    for (const auto* other : {"http://store.example", "http://127.0.0.1.example", "http://10.0.0.1",
                              "ftp://a", "store.example", "https://", "https://a/b", "https://me:word@a"})
        EXPECT_EQ(with(other), "blob.address") << other;
}
TEST(Address, That_lacks_or_misspells_something_is_refused) {
    for (const auto* text :
         {"s3:letters", "s3://", "s3://ab?x", "s3://Letters/a?endpoint=https://a&region=r&credentials=/c",
          "s3://letters/a", "s3://letters/a?endpoint=https://a&region=r",
          "s3://letters/a//b?endpoint=https://a&region=r&credentials=/c",
          "s3://letters/../b?endpoint=https://a&region=r&credentials=/c",
          "s3://letters/a?endpoint=https://a&region=r&credentials=c",
          "s3://letters/a?endpoint=https://a&region=r%2&credentials=/c",
          "s3://letters/a?endpoint=https://a&region=r:s&credentials=/c",
          "s3://letters/a?endpoint=https://a&region=r&credentials=/c&cache_mb=0",
          "s3://letters/a?endpoint=https://a&region=r&credentials=/c&style=other"})
        EXPECT_EQ(fault(text), "blob.address") << text;
}
TEST(Address, With_a_key_in_it_is_refused_and_the_key_is_not_repeated) {
    for (const auto* text : {"s3://AKIA:geheim@letters/a?endpoint=https://a&region=r&credentials=/c",
                             "s3://letters/geheim geheim?endpoint=https://a&region=r&credentials=/c",
                             "s3://letters/a?endpoint=https://AKIA:geheim@a&region=r&credentials=/c",
                             "s3://letters/a?endpoint=https://a&region=r&credentials=/c&secret=geheim",
                             "s3://letters/a?endpoint=https://a&region=r&credentials=geheim"}) {
        const auto refused = parse_address(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_THAT(refused.error().detail, Not(HasSubstr("geheim")));
        EXPECT_THAT(refused.error().detail, HasSubstr("密钥只写在文件里"));
    }
}

class Keys : public ::testing::Test {
  protected:
    docket::testing::TemporaryFolder folder;
    fs::path file = folder.path() / "keys";
    void write(const std::string& text,
               fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) const {
        std::ofstream(file) << text;
        fs::permissions(file, mode);
    }
    std::string refusal() const {
        const auto read = read_credentials(file);
        if (read) return "";
        EXPECT_EQ(read.error().code, "blob.credentials");
        EXPECT_EQ(read.error().kind, Kind::invalid);
        EXPECT_THAT(read.error().detail, Not(HasSubstr("geheim")));
        return read.error().detail;
    }
};
const std::string both = "aws_access_key_id = AKIA\naws_secret_access_key = geheim/+=\n";

TEST_F(Keys, Are_read_as_other_tools_write_them) {
    write("# of the office\n[default]\n" + both);
    const auto read = read_credentials(file).value();
    EXPECT_EQ(read.key, "AKIA");
    EXPECT_EQ(read.secret, "geheim/+=");
}
TEST_F(Keys, That_others_may_read_are_not_used) {
    for (const auto more : {fs::perms::group_read, fs::perms::others_read, fs::perms::others_write}) {
        write(both, fs::perms::owner_read | more);
        EXPECT_THAT(refusal(), HasSubstr("chmod 600"));
    }
}
TEST_F(Keys, That_are_missing_or_garbled_are_refused_without_a_word_of_them) {
    EXPECT_THAT(refusal(), HasSubstr("无法读取"));
    for (const auto* text : {"", "aws_access_key_id = AKIA\n", "geheim", "aws_secret_access_key geheim",
                             "aws_access_key_id = AKIA\naws_secret_access_key = geheim\ngeheim = 1\n",
                             "aws_access_key_id = AKIA\naws_access_key_id = geheim\n"}) {
        write(text);
        EXPECT_NE(refusal(), "") << text;
    }
}

} // namespace
} // namespace docket::s3

// What goes wrong between docket and a store with the S3 interface: on the wire, in the store, in what an
// administrator set. The store is a real one (tests/support/s3_server.hpp).
#include "pipeline/s3/s3_blobs.hpp"
#include "tests/support/s3_server.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/tcp_wire.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <atomic>
#include <fstream>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

class S3Store : public ::testing::Test {
  protected:
    S3Server& server = S3Server::shared();
    TcpWire wire{server.port()};
    const std::string place = server.new_bucket() + "/office";
    TemporaryFolder home;
    SystemClock clock;
    SeededRandom random{1};
    std::atomic<int> pauses = 0;
    int hosts = 0;
    std::unique_ptr<s3::S3Blobs> blobs = host(server.address(place, wire.port()));

    std::unique_ptr<s3::S3Blobs> host(const std::string& address) {
        return s3::S3Blobs::open(s3::parse_address(address).value(),
                                 home.path() / ("cache" + std::to_string(++hosts)),
                                 {clock, random, [this](Millis) { ++pauses; }})
            .value();
    }
    std::unique_ptr<s3::S3Blobs> fresh_host() { return host(server.address(place, wire.port())); }
    std::string object(const Digest& digest) const { return files::place_of(place, digest).string(); }
    fs::path file_of(std::size_t size) const {
        const auto file = home.path() / "file";
        std::ofstream out(file, std::ios::binary);
        for (std::string line(1 << 20U, 'x'); size > 0; size -= std::min(size, line.size()))
            out.write(line.data(), static_cast<std::streamsize>(std::min(size, line.size())));
        return file;
    }
};

TEST_F(S3Store, Holds_each_blob_as_an_object_of_its_name_and_takes_it_once) {
    const auto before = server.uploads();
    const auto digest = blobs->put(bytes_of("来信")).value();
    EXPECT_EQ(server.get(object(digest)), "来信");
    const auto first = server.uploads();
    EXPECT_GT(first, before);
    EXPECT_EQ(blobs->put(bytes_of("来信")).value(), digest);
    EXPECT_EQ(fresh_host()->put(bytes_of("来信")).value(), digest);
    EXPECT_EQ(server.uploads(), first) << "known bytes are not sent again";
}
TEST_F(S3Store, Is_told_the_digest_of_what_it_gets_under_a_signature_and_never_the_secret) {
    const auto digest = blobs->put(bytes_of("来信")).value();
    EXPECT_THAT(wire.heard(), HasSubstr("x-amz-content-sha256: " + digest.hex()));
    EXPECT_THAT(wire.heard(), HasSubstr("SignedHeaders=host;x-amz-content-sha256"));
    EXPECT_THAT(wire.heard(), Not(HasSubstr(S3Server::secret)));
}
TEST_F(S3Store, That_lost_a_bit_is_found_out_and_hands_nothing_to_anybody) {
    const auto digest = blobs->put(bytes_of("a letter of some length")).value();
    server.flip_a_bit(object(digest));
    const auto other = fresh_host();
    const auto damaged = other->get(digest);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, "blob.damaged");
    EXPECT_THAT(damaged.error().detail, AllOf(HasSubstr("s3://" + object(digest)), HasSubstr("备份")));
    EXPECT_EQ(other->path(digest).error().code, "blob.damaged");
    EXPECT_EQ(blobs->get(digest).value(), bytes_of("a letter of some length")) << "it lies in the cache here";
}
TEST_F(S3Store, That_is_busy_is_asked_again) {
    wire.answer("503 Slow Down", "<Error><Code>SlowDown</Code></Error>", 2);
    const auto digest = blobs->put(bytes_of("letter"));
    ASSERT_TRUE(digest) << digest.error().detail;
    EXPECT_EQ(pauses, 2);
    EXPECT_EQ(server.get(object(*digest)), "letter");
}
TEST_F(S3Store, That_stays_busy_is_left_after_four_tries_and_nothing_is_kept) {
    wire.answer("500 Internal Server Error", "", 1000);
    const auto refused = blobs->put(bytes_of("letter"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "blob.unavailable");
    EXPECT_EQ(refused.error().kind, Kind::unavailable);
    EXPECT_EQ(wire.connections(), 4);
    wire.mend();
    EXPECT_FALSE(blobs->has(sha256("letter")).value());
    EXPECT_EQ(blobs->path(sha256("letter")).error().code, "blob.unknown");
    EXPECT_TRUE(blobs->put(bytes_of("letter")));
}
TEST_F(S3Store, That_stopped_is_unavailable_and_then_goes_on) {
    const auto digest = blobs->put(bytes_of("letter")).value();
    wire.refuse();
    EXPECT_EQ(blobs->put(bytes_of("another")).error().code, "blob.unavailable");
    EXPECT_EQ(blobs->has(digest).error().code, "blob.unavailable") << "the cache is not asked";
    EXPECT_EQ(blobs->get(digest).value(), bytes_of("letter")) << "what lies here can still be read";
    EXPECT_EQ(fresh_host()->get(digest).error().code, "blob.unavailable");
    wire.mend();
    EXPECT_TRUE(blobs->put(bytes_of("another")));
}
TEST_F(S3Store, Nobody_listens_at_is_unavailable) {
    const auto nowhere = host(server.address(place, 1));
    EXPECT_EQ(nowhere->put(bytes_of("letter")).error().code, "blob.unavailable");
    EXPECT_EQ(pauses, 3);
}
TEST_F(S3Store, Whose_answer_breaks_off_is_asked_again) {
    const auto digest = blobs->put_file(file_of(3'000'000)).value();
    const auto other = fresh_host();
    wire.break_answer_after(1'000'000, 2);
    const auto file = other->path(digest);
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(pauses, 2);
    EXPECT_EQ(sha256(files::read_all(*file).value()), digest);
    wire.break_answer_after(1'000'000, 1000);
    const auto third = fresh_host();
    EXPECT_EQ(third->get(digest).error().code, "blob.unavailable") << "half a file is none";
    EXPECT_TRUE(fs::is_empty(home.path() / "cache3" / "tmp"));
}
TEST_F(S3Store, That_was_cut_off_within_an_upload_gets_it_again) {
    const auto file = file_of(3'000'000);
    const auto digest = sha256(files::read_all(file).value());
    ASSERT_FALSE(blobs->has(digest).value());
    wire.break_request_after(1'000'000, 2);
    const auto put = blobs->put_file(file);
    ASSERT_TRUE(put) << put.error().detail;
    EXPECT_GE(pauses, 1);
    EXPECT_EQ(sha256(server.get(object(digest))), digest);
}
TEST_F(S3Store, That_refuses_is_not_asked_again) {
    wire.answer("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>", 1000);
    const auto refused = blobs->put(bytes_of("letter"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "blob.refused");
    EXPECT_EQ(refused.error().kind, Kind::unavailable) << "work goes on by itself once it is put right";
    EXPECT_EQ(wire.connections(), 1);
    EXPECT_EQ(pauses, 0);
}
TEST_F(S3Store, With_another_secret_says_what_to_do_and_neither_of_the_two) {
    const auto keys = home.path() / "keys";
    write_credentials(keys, "office:mailroom", "a-wrong-secret");
    auto address = server.address(place);
    address.replace(address.find("credentials="), std::string::npos, "credentials=" + keys.string());
    const auto other = host(address);
    const auto digest = blobs->put(bytes_of("letter")).value();
    for (const auto& failure : {other->get(digest).error(), other->put(bytes_of("letter")).error()}) {
        EXPECT_EQ(failure.code, "blob.refused");
        EXPECT_THAT(failure.detail, AllOf(HasSubstr("403"), HasSubstr("credentials")));
        EXPECT_THAT(failure.detail,
                    AllOf(Not(HasSubstr("a-wrong-secret")), Not(HasSubstr(S3Server::secret))));
    }
    EXPECT_THAT(other->get(digest).error().detail, HasSubstr("密钥不对"));
    write_credentials(keys, "office:mailroom", S3Server::secret);
    EXPECT_TRUE(other->get(digest)) << "a changed key needs no restart";
}
TEST_F(S3Store, Without_the_bucket_says_so_and_not_that_a_letter_is_missing) {
    const auto other = host(server.address("no-such-bucket/office"));
    EXPECT_EQ(other->has(sha256("letter")).error().code, "blob.refused");
    EXPECT_EQ(other->get(sha256("letter")).error().code, "blob.refused");
    EXPECT_THAT(other->put(bytes_of("letter")).error().detail, HasSubstr("没有这个桶"));
}
TEST_F(S3Store, That_somebody_filled_with_the_same_bytes_meanwhile_is_content) {
    const auto digest = sha256("letter");
    ASSERT_FALSE(blobs->has(digest).value());
    server.put(object(digest), "letter");
    const auto before = server.uploads();
    // As a store that knows If-None-Match: the name was free when we looked, and is taken when the bytes
    // come.
    wire.answer("404 Not Found", "", 1);
    wire.then_answer("412 Precondition Failed", "<Error><Code>PreconditionFailed</Code></Error>", 1);
    const auto put = blobs->put(bytes_of("letter"));
    ASSERT_TRUE(put) << put.error().detail;
    EXPECT_THAT(wire.heard(), HasSubstr("If-None-Match: *"));
    EXPECT_EQ(server.uploads(), before);
}
TEST_F(S3Store, Is_reached_by_the_buckets_own_host_name) {
    auto address = server.address(place) + "&style=host";
    address.replace(address.find("127.0.0.1"), 9, "localhost");
    const auto other = host(address);
    const auto digest = other->put(bytes_of("letter"));
    ASSERT_TRUE(digest) << digest.error().detail;
    EXPECT_EQ(server.get(object(*digest)), "letter");
}
TEST_F(S3Store, Takes_a_large_file_without_taking_memory) {
    const auto file = file_of(64U << 20U);
    const auto here = host(server.address(place)),
               there = host(server.address(place)); // the wire remembers all
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    const auto digest = here->put_file(file);
    ASSERT_TRUE(digest) << digest.error().detail;
    ASSERT_TRUE(there->path(*digest));
    ::getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 24 * 1024) << "kilobytes";
}
TEST_F(S3Store, Behind_a_certificate_of_its_own_is_trusted_where_the_setting_says_so) {
    S3Server sealed(S3Server::Speech::tls);
    const auto there = sealed.new_bucket() + "/office";
    const auto trusting = host(sealed.address(there) + "&ca=" + sealed.certificate().string());
    const auto digest = trusting->put(bytes_of("letter"));
    ASSERT_TRUE(digest) << digest.error().detail;
    EXPECT_EQ(host(sealed.address(there) + "&ca=" + sealed.certificate().string())->get(*digest).value(),
              bytes_of("letter"));
    const auto wary = host(sealed.address(there))->get(*digest);
    ASSERT_FALSE(wary);
    EXPECT_EQ(wary.error().code, "blob.refused");
    EXPECT_THAT(wary.error().detail, HasSubstr("ca="));
    EXPECT_EQ(pauses, 0);
}

} // namespace
} // namespace docket::testing

#include "pipeline/s3/s3_blobs.hpp"

namespace docket::s3 {

namespace fs = std::filesystem;

Result<std::unique_ptr<S3Blobs>> S3Blobs::open(const Address& address, const fs::path& cache,
                                               Waiting waiting) {
    DOCKET_CHECK(read_credentials(address.credentials));
    DOCKET_TRY(auto kept, files::BlobCache::open(cache, {.most = address.cache}, waiting.clock));
    return std::unique_ptr<S3Blobs>(new S3Blobs(address, std::move(waiting), std::move(kept)));
}

Result<Digest> S3Blobs::put(std::span<const std::uint8_t> bytes) {
    DOCKET_TRY(auto draft, files::Draft::of(cache_->drafts(), bytes));
    return keep(std::move(draft));
}

Result<Digest> S3Blobs::put_file(const fs::path& file) {
    DOCKET_TRY(auto draft, files::Draft::of(cache_->drafts(), file));
    return keep(std::move(draft));
}

// The upload reads from the draft, which nobody changes; only what the store has gets a name in the cache.
Result<Digest> S3Blobs::keep(files::Draft draft) {
    DOCKET_CHECK(upload(draft));
    DOCKET_CHECK(cache_->keep(draft));
    return draft.digest();
}

// An object of the right length is there already; one of another length was damaged and is replaced. A store
// that can is told to refuse where somebody was quicker; elsewhere the same bytes come to lie there twice.
Result<void> S3Blobs::upload(const files::Draft& draft) {
    const auto& digest = draft.digest();
    DOCKET_TRY(const auto known, length_of(digest));
    if (known == draft.size()) return {};
    bool only_new = !known && can_refuse_taken_;
    const auto put = [&] { return client_.put(draft, only_new); };
    DOCKET_TRY(auto answer, persist(waiting_, put));
    if (only_new && answer.status == 501) {
        can_refuse_taken_ = only_new = false;
        DOCKET_TRY(answer, persist(waiting_, put));
    }
    if (answer.status == 412) {
        DOCKET_TRY(const auto theirs, length_of(digest));
        if (theirs == draft.size()) return {};
        only_new = false;
        DOCKET_TRY(answer, persist(waiting_, put));
    }
    return answer.ok() ? Result<void>() : failure_of(answer, named(digest));
}

Result<std::optional<std::uint64_t>> S3Blobs::length_of(const Digest& digest) {
    DOCKET_TRY(const auto answer, persist(waiting_, [&] { return client_.head(digest); }));
    if (answer.ok()) {
        bucket_seen_ = true;
        return std::optional(answer.length);
    }
    if (answer.status != 404) return failure_of(answer, named(digest));
    // A head says not whether it is the object that is missing or the whole bucket.
    if (!bucket_seen_) {
        DOCKET_TRY(auto bucket, persist(waiting_, [&] { return client_.head_bucket(); }));
        if (bucket.status == 404) bucket.code = "NoSuchBucket";
        if (!bucket.ok()) return failure_of(bucket, "s3://" + client_.address().bucket);
        bucket_seen_ = true;
    }
    return std::optional<std::uint64_t>();
}

Result<bool> S3Blobs::has(const Digest& digest) {
    DOCKET_TRY(const auto length, length_of(digest));
    return length.has_value();
}

// Bytes that were altered on their way may come whole the next time; those that were altered where they lie
// come the same each time.
Result<fs::path> S3Blobs::fetch(const Digest& digest) {
    std::optional<files::Draft> draft;
    bool damaged = false;
    const auto ask = [&]() -> Result<Answer> {
        draft.reset();
        DOCKET_TRY(auto fresh, files::Draft::begin(cache_->drafts()));
        DOCKET_TRY(auto answer, client_.get(digest, [&](auto bytes) { return fresh.add(bytes); }));
        damaged = false;
        if (!answer.ok()) return answer;
        DOCKET_CHECK(fresh.finish());
        damaged = answer.again = fresh.digest() != digest;
        if (!damaged) draft.emplace(std::move(fresh));
        return answer;
    };
    DOCKET_TRY(const auto answer, persist(waiting_, ask));
    if (draft) return cache_->keep(*draft);
    if (damaged)
        return fail(Kind::corrupt, "blob.damaged",
                    named(digest) + " 的内容与它的名字（SHA-256）不符；请从备份恢复这个对象。");
    if (answer.status == 404 && answer.code != "NoSuchBucket")
        return fail(Kind::not_found, "blob.unknown", "对象存储中没有 " + named(digest));
    return failure_of(answer, named(digest));
}

Result<fs::path> S3Blobs::path(const Digest& digest) {
    DOCKET_TRY(const auto kept, cache_->find(digest));
    return kept ? Result<fs::path>(*kept) : fetch(digest);
}

Result<Bytes> S3Blobs::get(const Digest& digest) {
    DOCKET_TRY(const auto kept, path(digest));
    DOCKET_TRY(auto bytes, files::read_all(kept));
    if (sha256(bytes) == digest) return bytes;
    // What lies here was damaged: it is no loss.
    DOCKET_CHECK(cache_->drop(digest));
    DOCKET_TRY(const auto fresh, fetch(digest));
    DOCKET_TRY(bytes, files::read_all(fresh));
    if (sha256(bytes) == digest) return bytes;
    return fail(Kind::corrupt, "blob.damaged", fresh.string() + " 刚写下就变了；请检查这台机器的磁盘。");
}

} // namespace docket::s3

// Blobs in a store with the S3 interface, each an object `prefix/ab/cdef...` that is written once. The store
// is the truth: has() asks it, put() returns when it has taken the bytes, and it checks them by the digest
// that is signed with each upload. What was put or asked for lies in a cache on this host, too, where
// children may read it. Any thread; several hosts may share one store.
#pragma once

#include "pipeline/files/blob_cache.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/s3/client.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

namespace docket::s3 {

// Failures beside those of the port: unavailable "blob.refused" (keys, rights, bucket, certificate), invalid
// "blob.credentials".
class S3Blobs final : public flow::Blobs {
  public:
    // Asks nothing of the store. Failures: invalid "blob.credentials", unavailable "blob.unavailable" (the
    // folder of the cache).
    static Result<std::unique_ptr<S3Blobs>> open(const Address& address, const std::filesystem::path& cache,
                                                 Waiting waiting);

    Result<Digest> put(std::span<const std::uint8_t> bytes) override;
    Result<Digest> put_file(const std::filesystem::path& file) override; // up to 5 GB: it is one request
    Result<Bytes> get(const Digest& digest) override;
    Result<std::filesystem::path> path(const Digest& digest) override;
    Result<bool> has(const Digest& digest) override;

  private:
    S3Blobs(Address address, Waiting waiting, std::unique_ptr<files::BlobCache> cache)
        : client_(std::move(address)), waiting_(std::move(waiting)), cache_(std::move(cache)) {}
    std::string named(const Digest& digest) const { return client_.address().text_of(digest); }
    Result<Digest> keep(files::Draft draft);
    Result<void> upload(const files::Draft& draft);
    Result<std::optional<std::uint64_t>> length_of(const Digest& digest); // none: it is not there
    Result<std::filesystem::path> fetch(const Digest& digest);

    Client client_;
    const Waiting waiting_;
    const std::unique_ptr<files::BlobCache> cache_;
    std::atomic<bool> bucket_seen_ = false;
    std::atomic<bool> can_refuse_taken_ = true; // until the store says that it cannot
};

} // namespace docket::s3

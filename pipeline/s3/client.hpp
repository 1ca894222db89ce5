// Single signed requests to a store, by libcurl: one try each, straight to the endpoint whatever proxy the
// environment names. Connections are kept and used again. The file of keys is read for each request, so that
// a changed key needs no restart. Any thread.
#pragma once

#include "pipeline/files/draft.hpp"
#include "pipeline/s3/address.hpp"
#include "pipeline/s3/answer.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace docket::s3 {

class Client {
  public:
    explicit Client(Address address);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    const Address& address() const { return address_; }
    // A Failure of each is one of our own side: invalid "blob.credentials", or what a sink said.
    Result<Answer> head(const Digest& digest);
    Result<Answer> head_bucket();
    // Bytes of a 200 go to the sink piece by piece.
    using Sink = std::function<Result<void>(std::span<const std::uint8_t>)>;
    Result<Answer> get(const Digest& digest, const Sink& sink);
    // A finished draft under its digest, which the store is told and checks. `only_new`: refused with 412
    // where the name is taken, by stores that can.
    Result<Answer> put(const files::Draft& draft, bool only_new);

  private:
    struct Curl;
    struct Exchange;
    Result<Answer> perform(Exchange& exchange);
    std::unique_ptr<Curl> take();
    void give(std::unique_ptr<Curl> handle);

    const Address address_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Curl>> idle_; // under mutex_
};

} // namespace docket::s3

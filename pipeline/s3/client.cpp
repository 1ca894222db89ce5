#include "pipeline/s3/client.hpp"

#include "pipeline/base/handle.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace docket::s3 {

namespace {

constexpr long connect_within_s = 5;
constexpr long still_after_s = 20; // no byte for so long: the connection is given up
constexpr std::size_t longest_refusal = 16 * 1024;
constexpr std::string_view digest_of_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

using List = Handle<curl_slist, curl_slist_free_all>;

void add(List& list, const std::string& header) {
    auto* const longer = curl_slist_append(list.get(), header.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

bool is_of_trust(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_SSL_ISSUER_ERROR;
}

bool is_of_the_wire(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return true;
    default: return false;
    }
}

// Handles are started before the first thread uses one; they end with the process.
void start_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl could not be started");
}

} // namespace

struct Client::Curl {
    Handle<CURL, curl_easy_cleanup> handle{curl_easy_init()};
};

// One request while it runs. Functions that libcurl calls may not throw.
struct Client::Exchange {
    enum class Kind { head, get, put } kind = Kind::head;
    std::string url;
    List headers;
    const Sink* sink = nullptr;          // get
    const files::Draft* draft = nullptr; // put
    std::uint64_t at = 0;
    CURL* handle = nullptr;
    std::string refusal; // the body of what is no success
    Result<void> ours{}; // what failed on our side

    std::size_t take_piece(const char* bytes, std::size_t n) {
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        if (status != 200 || sink == nullptr) {
            refusal.append(bytes, std::min(n, longest_refusal - refusal.size()));
            return n;
        }
        ours = (*sink)(std::span(reinterpret_cast<const std::uint8_t*>(bytes), n));
        return ours ? n : CURL_WRITEFUNC_ERROR;
    }
    std::size_t give_piece(char* into, std::size_t room) {
        const auto n = draft->read_at(at, std::span(reinterpret_cast<std::uint8_t*>(into), room));
        if (!n) {
            ours = n.error();
            return CURL_READFUNC_ABORT;
        }
        at += *n;
        return *n;
    }

    static std::size_t on_piece(const char* bytes, std::size_t size, std::size_t n, void* self) {
        return static_cast<Exchange*>(self)->take_piece(bytes, size * n);
    }
    static std::size_t on_wish(char* into, std::size_t size, std::size_t n, void* self) {
        return static_cast<Exchange*>(self)->give_piece(into, size * n);
    }
    // libcurl sends again by itself what a kept connection had not taken when it was closed.
    static int on_seek(void* self, curl_off_t to, int from) {
        if (from != SEEK_SET || to < 0) return CURL_SEEKFUNC_CANTSEEK;
        static_cast<Exchange*>(self)->at = static_cast<std::uint64_t>(to);
        return CURL_SEEKFUNC_OK;
    }
};

Client::Client(Address address) : address_(std::move(address)) { start_once(); }
Client::~Client() = default;

std::unique_ptr<Client::Curl> Client::take() {
    {
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    auto fresh = std::make_unique<Curl>();
    if (!fresh->handle) throw std::bad_alloc();
    return fresh;
}

void Client::give(std::unique_ptr<Curl> handle) {
    curl_easy_reset(handle->handle.get()); // the connection stays, the keys go
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(handle));
}

Result<Answer> Client::perform(Exchange& exchange) {
    DOCKET_TRY(const auto credentials, read_credentials(address_.credentials));
    auto curl = take();
    auto* const h = curl->handle.get();
    exchange.handle = h;
    curl_easy_setopt(h, CURLOPT_URL, exchange.url.c_str());
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, connect_within_s);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, still_after_s);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!address_.ca.empty()) curl_easy_setopt(h, CURLOPT_CAINFO, address_.ca.c_str());
    curl_easy_setopt(h, CURLOPT_AWS_SIGV4, ("aws:amz:" + address_.region + ":s3").c_str());
    curl_easy_setopt(h, CURLOPT_USERNAME, credentials.key.c_str());
    curl_easy_setopt(h, CURLOPT_PASSWORD, credentials.secret.c_str());
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, exchange.headers.get());
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, &Exchange::on_piece);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, &exchange);
    if (exchange.kind == Exchange::Kind::head) curl_easy_setopt(h, CURLOPT_NOBODY, 1L);
    if (exchange.kind == Exchange::Kind::put) {
        curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(h, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(exchange.draft->size()));
        curl_easy_setopt(h, CURLOPT_READFUNCTION, &Exchange::on_wish);
        curl_easy_setopt(h, CURLOPT_READDATA, &exchange);
        curl_easy_setopt(h, CURLOPT_SEEKFUNCTION, &Exchange::on_seek);
        curl_easy_setopt(h, CURLOPT_SEEKDATA, &exchange);
    }
    const auto done = curl_easy_perform(h);
    Answer answer;
    curl_off_t length = -1;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &answer.status);
    curl_easy_getinfo(h, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    give(std::move(curl));
    DOCKET_CHECK(exchange.ours);
    answer.length = static_cast<std::uint64_t>(std::max<curl_off_t>(length, 0));
    answer.code = code_in(exchange.refusal);
    answer.again = passes(answer.status, answer.code);
    // A store may refuse an upload and close before it has taken all of it: then its word counts.
    if (done != CURLE_OK && (answer.status < 300 || exchange.kind != Exchange::Kind::put)) {
        answer.status = 0;
        answer.code = is_of_trust(done) ? "certificate" : curl_easy_strerror(done);
        answer.again = is_of_the_wire(done);
    }
    return answer;
}

Result<Answer> Client::head(const Digest& digest) {
    Exchange exchange;
    exchange.url = address_.url_of(digest);
    add(exchange.headers, "x-amz-content-sha256: " + std::string(digest_of_nothing));
    return perform(exchange);
}

Result<Answer> Client::head_bucket() {
    Exchange exchange;
    exchange.url = address_.url_of_bucket();
    add(exchange.headers, "x-amz-content-sha256: " + std::string(digest_of_nothing));
    return perform(exchange);
}

Result<Answer> Client::get(const Digest& digest, const Sink& sink) {
    Exchange exchange;
    exchange.kind = Exchange::Kind::get;
    exchange.url = address_.url_of(digest);
    exchange.sink = &sink;
    add(exchange.headers, "x-amz-content-sha256: " + std::string(digest_of_nothing));
    return perform(exchange);
}

Result<Answer> Client::put(const files::Draft& draft, bool only_new) {
    Exchange exchange;
    exchange.kind = Exchange::Kind::put;
    exchange.url = address_.url_of(draft.digest());
    exchange.draft = &draft;
    add(exchange.headers, "x-amz-content-sha256: " + draft.digest().hex());
    if (only_new) add(exchange.headers, "If-None-Match: *");
    return perform(exchange);
}

} // namespace docket::s3

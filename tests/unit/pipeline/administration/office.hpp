// The bureau with its door, and an administrator at work in it. One thread.
#pragma once

#include "pipeline/administration/administration.hpp"
#include "pipeline/http/dispatch.hpp"
#include "tests/support/http_house.hpp"
#include "tests/support/story.hpp"

#include <gmock/gmock.h>

namespace docket::testing {

struct AdministeredOffice : ::testing::Test {
    HttpHouse office;
    http::Dispatcher dispatcher{office.rooms, http::routes()};

    flow::Tools tools() { return office.house.tools().now(); }
    const administration::Ports& ports() { return office.administration; }
    review::Person who(const std::string& id) { return office.house.person(id); }
    std::vector<review::Event> events(const std::string& subject) {
        return office.house.store().record.of(subject).value();
    }
    static json::Value row_of(const json::Value& view, const char* key, const std::string& value) {
        for (const auto& row : view.array_at("rows"))
            if (row.text_at(key) == value) return row;
        throw std::runtime_error("no row " + value);
    }
    static std::string code(const Result<json::Value>& done) { return done ? "done" : done.error().code; }
    http::Response ask(http::Method method, const std::string& path, const std::string& person,
                       const json::Value& body = json::Object{}) {
        return dispatcher.answer(office.request(method, path, person, json::dump(body)));
    }
    static json::Value body_of(const http::Response& response) {
        return json::parse(std::get<std::string>(response.body)).value();
    }
};

} // namespace docket::testing

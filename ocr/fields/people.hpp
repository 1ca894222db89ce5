// What the parts of people.cpp share. Private to ocr/fields. Free functions; any thread.
#pragma once

#include "ocr/fields/parts.hpp"

#include <vector>

namespace docket::ocr {

struct Headcount {
    std::int64_t people = 0;
    Span span;
};
// 等12人, 我们36户业主, 全体48名职工, 共18人, 人数：42人, 27名群众的联名信
std::vector<Headcount> headcounts(const Running& letter);

// 我叫…, 本人…，
std::optional<Span> named_in_prose(const Work& work);

// Where the letter says that nobody signs it, also 一名群众 below it.
std::optional<Span> says_anonymous(const Work& work);

// Who speaks for the others, with the doubts about it; empty where nobody is named.
struct Representatives {
    std::vector<Span> names;
    std::vector<std::string> doubts;
};
Representatives representatives_of(const Work& work);

} // namespace docket::ocr

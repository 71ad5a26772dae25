#!/usr/bin/env python3
"""Prints an OpenAPI document with a given number of named schemas, always the same one for the same arguments.

    bench/revisions/document.py 1000 > document.json
    bench/revisions/document.py 1000 untyped-format > document.json

The proportions are roughly those of published documents: mostly structs, some enums, unions, arrays and `allOf`, one
operation for six types. A schema refers to schemas before it, a fifth of the time to one of the first twenty, because
real documents have a few types that everything uses. One struct in ten or so is recursive, by itself or with its
neighbor.

With `untyped-format` the last struct also has a property with a `format` and no `type`, as some published documents do.
typify panics on it. A generator that looks for the schema by trying each of them takes quadratic time.
"""

import json
import random
import sys

STATES = ["new", "active", "paused", "expired", "deleted", "unknown"]
SCALARS = [
    {"type": "string"},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "uuid"},
    {"type": "string", "minLength": 1, "maxLength": 100},
    {"type": "integer", "format": "int64"},
    {"type": "integer", "minimum": 0},
    {"type": "number"},
    {"type": "boolean"},
]


class Maker:
    """Creates the schemas one by one. The kinds are chosen first, so that a schema can depend on the kind of another."""

    def __init__(self, types):
        self.random = random.Random(types)
        self.kinds = self.random.choices(["struct", "enum", "union", "array", "all-of"], [64, 13, 9, 6, 8], k=types)
        # Unions and `allOf` refer to structs, so there has to be one before them.
        self.kinds[:2] = ["struct", "struct"][:types]
        self.structs = []

    def schemas(self):
        made = {}
        for number, kind in enumerate(self.kinds):
            made[name(number)] = getattr(self, kind.replace("-", "_"))(number)
            if kind == "struct":
                self.structs.append(number)
        return made

    def reference(self, number):
        """A reference to a schema before this one."""
        if number == 0:
            return {"type": "string"}
        return reference(self.random.randrange(min(number, 20) if self.random.random() < 0.2 else number))

    def struct(self, number):
        properties = {"id": {"type": "string"}}
        for index in range(self.random.randint(2, 9)):
            properties[f"field_{index}"] = self.property(number)
        properties |= self.recursion(number)
        required = ["id", *(key for key in properties if key.startswith("field_") and self.random.random() < 0.4)]
        return {"type": "object", "description": f"Number {number}.", "required": required, "properties": properties}

    def recursion(self, number):
        """The recursive property of about one struct in ten: of its own type, or of the next type, which refers back."""
        if number % 20 == 5:
            return {"children": {"type": "array", "items": reference(number)}}
        if number % 20 == 14 and self.kinds[number + 1 : number + 2] == ["struct"]:
            return {"next": reference(number + 1)}
        if number % 20 == 15 and self.kinds[number - 1] == "struct":
            return {"previous": reference(number - 1)}
        return {}

    def property(self, number):
        draw = self.random.random()
        if draw < 0.55:
            return {"description": "What it is.", **self.random.choice(SCALARS)}
        if draw < 0.75:
            return self.reference(number)
        if draw < 0.85:
            return {"type": "array", "items": self.reference(number)}
        if draw < 0.90:
            return {"type": "object", "additionalProperties": self.reference(number)}
        if draw < 0.96:
            return self.enum(number)
        return {"type": "object", "properties": {"width": {"type": "number"}, "height": {"type": "number"}}}

    def enum(self, _number):
        return {"type": "string", "enum": self.random.sample(STATES, self.random.randint(2, len(STATES)))}

    def union(self, _number):
        variants = self.random.sample(self.structs, min(len(self.structs), self.random.randint(2, 5)))
        return {"oneOf": [reference(variant) for variant in variants]}

    def array(self, number):
        return {"type": "array", "items": self.reference(number)}

    def all_of(self, number):
        own = {"type": "object", "properties": {f"own_{index}": self.property(number) for index in range(3)}}
        return {"description": f"Number {number}.", "allOf": [reference(self.random.choice(self.structs)), own]}


def name(number):
    return f"Type{number}"


def reference(number):
    return {"$ref": f"#/components/schemas/{name(number)}"}


def content(schema):
    return {"content": {"application/json": {"schema": schema}}}


def response(schema):
    return {"200": {"description": "Success.", **content(schema)},
            "404": {"description": "Not found.", **content(reference(0))}}


def paths(structs, operations):
    """Operations on the structs, spread evenly: each is read, and every second one is written."""
    made = {}
    for index in range(0, operations, 2):
        number = structs[index * len(structs) // operations]
        identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "format": "int32"}}
        made[f"/items-{index}/{{id}}"] = {
            "parameters": [identifier],
            "get": {"operationId": f"getItem{index}", "parameters": [limit], "responses": response(reference(number))},
            "put": {
                "operationId": f"putItem{index}",
                "requestBody": {"required": True, **content(reference(number))},
                "responses": response(reference(number)),
            },
        }
    return made


def document(types, untyped_format):
    maker = Maker(types)
    schemas = maker.schemas()
    if untyped_format:
        schemas[name(maker.structs[-1])]["properties"]["untyped"] = {"format": "date-time"}
    return {
        "openapi": "3.0.3",
        "info": {"title": "Measured", "version": "1"},
        "servers": [{"url": "https://measured.example"}],
        "paths": paths(maker.structs, max(2, types // 6)),
        "components": {"schemas": schemas},
    }


if __name__ == "__main__":
    json.dump(document(int(sys.argv[1]), "untyped-format" in sys.argv[2:]), sys.stdout)

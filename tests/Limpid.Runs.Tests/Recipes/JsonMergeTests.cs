using System.Text.Json;
using System.Text.Json.Nodes;
using Limpid.Runs.Recipes;

namespace Limpid.Runs.Tests.Recipes;

public sealed class JsonMergeTests
{
    /// <summary>Layers of one form, as recipes are: o and p are always objects, a to c never; no types.</summary>
    private static readonly Gen<JsonObject> OneForm = Objects(depth: 3, typed: false);

    /// <summary>As above, and any object may have one of two types.</summary>
    private static readonly Gen<JsonObject> Typed = Objects(depth: 3, typed: true);

    [Fact]
    public void Merging_is_associative_where_the_layers_agree_on_form() =>
        Gen.Select(OneForm, OneForm, OneForm)
            .Sample((x, y, z) => AssertSame(Merge(Merge(x, y), z), Merge(x, Merge(y, z))));

    [Fact]
    public void A_merged_prefix_stands_for_its_layers() =>
        Gen.Select(Typed, Typed, Typed).Sample((x, y, z) => AssertSame(Merge(x, y, z), Merge(Merge(x, y), z)));

    [Fact]
    public void The_empty_object_is_neutral() =>
        Typed.Sample(x =>
        {
            AssertSame(x, Merge(x, []));
            AssertSame(x, Merge([], x));
        });

    [Fact]
    public void Merging_twice_is_merging_once() =>
        Gen.Select(OneForm, OneForm).Sample((x, y) => AssertSame(Merge(x, y), Merge(x, y, y)));

    [Fact]
    public void Every_value_of_the_topmost_layer_stands() =>
        Gen.Select(Typed, Typed).Sample((x, y) => AssertContains(Merge(x, y), y));

    [Fact]
    public void Layers_stay_as_they_were() =>
        Gen.Select(Typed, Typed)
            .Sample(
                (x, y) =>
                {
                    (string before, string above) = (x.ToJsonString(), y.ToJsonString());
                    JsonObject merged = Merge(x, y);
                    merged.Clear();
                    Assert.Equal((before, above), (x.ToJsonString(), y.ToJsonString()));
                }
            );

    [Fact]
    public void Another_type_leaves_nothing_of_the_one_below() =>
        AssertSame(
            Parse("""{"optimizer":{"type":"adam","rate":0.001}}"""),
            Merge(
                Parse("""{"optimizer":{"type":"sgd","rate":3,"momentum":0.9}}"""),
                Parse("""{"optimizer":{"type":"adam","rate":0.001}}""")
            )
        );

    [Fact]
    public void The_same_type_or_none_changes_only_what_it_names()
    {
        JsonObject below = Parse("""{"optimizer":{"type":"sgd","rate":3,"momentum":0.9}}""");
        JsonObject expected = Parse("""{"optimizer":{"type":"sgd","rate":1,"momentum":0.9}}""");
        AssertSame(expected, Merge(below, Parse("""{"optimizer":{"type":"sgd","rate":1}}""")));
        AssertSame(expected, Merge(below, Parse("""{"optimizer":{"rate":1}}""")));
    }

    [Fact]
    public void Arrays_and_nulls_replace() =>
        AssertSame(
            Parse("""{"layers":[3],"stop":null}"""),
            Merge(Parse("""{"layers":[1,2],"stop":{"epochs":3}}"""), Parse("""{"layers":[3],"stop":null}"""))
        );

    [Theory]
    [InlineData("$.epochs", "defaults: epochs")]
    [InlineData("$.optimizer", "recipe.json: optimizer")]
    [InlineData("$.optimizer.rate", "options: optimizer.rate")]
    [InlineData("$.optimizer.momentum", "recipe.json: optimizer.momentum")]
    [InlineData("$.layers[1].units", "recipe.json: layers[1].units")]
    [InlineData("$['odd name'].x", "options: ['odd name'].x")]
    [InlineData("$.seed", "options: seed")]
    [InlineData("$.missing.member", "defaults: missing.member")]
    [InlineData("$", "defaults")]
    [InlineData(null, "defaults")]
    public void A_value_is_named_with_the_source_that_set_it(string? path, string expected)
    {
        MergedRecipe recipe = JsonMerge.Merge([
            new("defaults", Parse("""{"epochs":3,"seed":1,"optimizer":{"type":"sgd","rate":3,"momentum":0}}""")),
            new(
                "recipe.json",
                Parse("""{"optimizer":{"type":"adam","rate":1,"momentum":0.9},"layers":[{"units":16},{"units":16}]}""")
            ),
            new("options", Parse("""{"optimizer":{"rate":0.1},"seed":null,"odd name":{"x":1}}""")),
        ]);
        Assert.Equal(expected, recipe.Describe(path));
    }

    [Fact]
    public void The_path_of_a_parsing_exception_leads_to_the_source()
    {
        MergedRecipe recipe = JsonMerge.Merge([
            new("defaults", Parse("""{"a b":{"c.d":[1,2]}}""")),
            new("options", Parse("""{"a b":{"c.d":[1,"x"]}}""")),
        ]);
        var problem = Assert.Throws<JsonException>(() =>
            recipe.Values.Deserialize<Dictionary<string, Dictionary<string, int[]>>>()
        );
        Assert.Equal("options", recipe.SourceOf(problem.Path));
    }

    [Fact]
    public void No_layers_make_an_empty_recipe()
    {
        MergedRecipe recipe = JsonMerge.Merge([]);
        Assert.Empty(recipe.Values);
        Assert.Equal("recipe", recipe.SourceOf("$.anything"));
    }

    private static JsonObject Merge(params JsonObject[] layers) =>
        JsonMerge.Merge(layers.Select((layer, index) => new RecipeSource($"layer {index}", layer))).Values;

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static void AssertSame(JsonObject expected, JsonObject actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"expected {expected.ToJsonString()}, got {actual.ToJsonString()}"
        );

    private static void AssertContains(JsonNode? whole, JsonNode? part)
    {
        if (part is JsonObject members)
            foreach ((string name, JsonNode? value) in members)
                AssertContains(whole!.AsObject()[name], value);
        else
            Assert.True(JsonNode.DeepEquals(whole, part));
    }

    private static Gen<JsonObject> Objects(int depth, bool typed)
    {
        Gen<(string, string)> plain = Gen.Select(
            Gen.OneOf("a", "b", "c"),
            Gen.OneOf("0", "1.5", "true", "null", "[1,{\"a\":2}]", "\"x\"")
        );
        Gen<(string, string)> type = Gen.Select(Gen.Const("type"), Gen.OneOf("\"x\"", "\"y\""));
        Gen<(string, string)> member = typed ? Gen.Frequency((3, plain), (1, type)) : plain;
        if (depth > 0)
            member = Gen.Frequency(
                (2, member),
                (1, Gen.Select(Gen.OneOf("o", "p"), Objects(depth - 1, typed).Select(inner => inner.ToJsonString())))
            );
        return member
            .Array[0, 5]
            .Select(members =>
                Parse(
                    "{"
                        + string.Join(
                            ',',
                            members.DistinctBy(one => one.Item1).Select(one => $"\"{one.Item1}\":{one.Item2}")
                        )
                        + "}"
                )
            );
    }
}

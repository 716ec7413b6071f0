using System.Text;
using System.Text.Json.Nodes;
using Limpid.Runs.Recipes;

namespace Limpid.Runs.Tests.Recipes;

public sealed class RecipeFileSourceTests : IDisposable
{
    private const string Recipe = """
        {
          "preset": "book",
          "optimizer": { "type": "sgd", "rate": 3.0e0, "momentum": null },
          "layers": [ { "type": "dense", "units": 16 }, { "type": "sigmoid", "Größe": "\u00e9\ud83d\ude00" } ],
          "shuffle": true
        }
        """;

    private readonly RunsTemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void A_recipe_is_read_as_it_stands(string mark)
    {
        File.WriteAllText(_folder["recipe.json"], mark + Recipe);
        RecipeSource layer = RecipeFileSource.Read(_folder["recipe.json"]);
        Assert.Equal(_folder["recipe.json"], layer.Source);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Recipe), layer.Values));
    }

    [Theory]
    [InlineData("{\n  \"é\": tru }", "line 2, column 11")]
    [InlineData("{\"a\":1,}", "line 1, column 8")]
    [InlineData("{", "line 1, column 2")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{\"a\":1,\"a\":2}", "Duplicate property 'a'")]
    [InlineData("{\"a\":{\"b\":1,\"b\":2}}", "Duplicate property 'b'")]
    [InlineData("{\"a\":\"\\ud800\"}", "half of a surrogate pair")]
    [InlineData("{\"\\ud800\":1}", "half of a surrogate pair")]
    [InlineData("[1]", "it is an array")]
    [InlineData("null", "it is null")]
    [InlineData("7", "it is a number")]
    public void A_wrong_file_is_refused_with_its_name_and_place(string content, string place)
    {
        File.WriteAllText(_folder["recipe.json"], content);
        var problem = Assert.Throws<LimpidException>(() => RecipeFileSource.Read(_folder["recipe.json"]));
        Assert.Equal(Fault.InvalidData, problem.Fault);
        Assert.StartsWith(_folder["recipe.json"] + ": ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => AssertRefused([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8], "UTF-8");

    [Fact]
    public void A_recipe_of_a_thousand_levels_is_refused() =>
        AssertRefused(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000)),
            "maximum configured depth"
        );

    [Fact]
    public void The_largest_recipe_is_read_and_one_byte_more_is_refused()
    {
        byte[] largest = [.. "{}"u8, .. Enumerable.Repeat((byte)' ', RecipeFileSource.MaximumBytes - 2)];
        File.WriteAllBytes(_folder["largest"], largest);
        Assert.Empty(RecipeFileSource.Read(_folder["largest"]).Values);
        File.WriteAllBytes(_folder["larger"], [.. largest, (byte)' ']);
        Assert.Equal(
            Fault.InvalidData,
            Assert.Throws<LimpidException>(() => RecipeFileSource.Read(_folder["larger"])).Fault
        );
    }

    [Theory]
    [InlineData("missing.json", Fault.NotFound)]
    [InlineData("missing/recipe.json", Fault.NotFound)]
    [InlineData("", Fault.Unavailable)]
    [InlineData("a\0b", Fault.Unavailable)]
    public void What_is_no_file_is_refused(string name, Fault fault) =>
        Assert.Equal(
            fault,
            Assert.Throws<LimpidException>(() => RecipeFileSource.Read(_folder.Path + "/" + name)).Fault
        );

    [Fact]
    public void A_mutant_is_read_or_refused_in_one_way() =>
        Gen.Select(
                Gen.Int[0, 3],
                Gen.Int[0, 10_000],
                Gen.Byte,
                Gen.OneOf("{", "}", "\"", "\\u", "[[", "1e999", "\"type\":", ",", "\\ud800")
            )
            .Array[1, 6]
            .Sample(
                mutations =>
                    AssertReadOrRefused(
                        mutations.Aggregate(Encoding.UTF8.GetBytes(Recipe), (bytes, mutation) =>
                            Mutate(bytes, mutation)
                        )
                    ),
                iter: 20_000
            );

    private static byte[] Mutate(byte[] bytes, (int Kind, int At, byte Value, string Token) mutation)
    {
        if (bytes.Length == 0)
            return bytes;
        int at = mutation.At % bytes.Length;
        return mutation.Kind switch
        {
            0 => [.. bytes[..at], mutation.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(mutation.Token), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + (mutation.Value % 20))..]],
            _ => [.. bytes[..at], .. bytes[(at / 2)..at], .. bytes[at..]],
        };
    }

    private static void AssertReadOrRefused(byte[] bytes)
    {
        try
        {
            RecipeSource layer = RecipeFileSource.Parse("mutant", bytes);
            string text = JsonMerge.Merge([layer]).Values.ToJsonString();
            Assert.True(JsonNode.DeepEquals(layer.Values, JsonNode.Parse(text)));
        }
        catch (LimpidException problem)
        {
            Assert.Equal(Fault.InvalidData, problem.Fault);
            Assert.InRange(problem.Message.Length, 20, 400);
        }
    }

    private static void AssertRefused(byte[] bytes, string reason)
    {
        var problem = Assert.Throws<LimpidException>(() => RecipeFileSource.Parse("recipe.json", bytes));
        Assert.Equal(Fault.InvalidData, problem.Fault);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }
}

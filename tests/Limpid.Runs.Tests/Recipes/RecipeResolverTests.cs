using System.Text.Json.Nodes;
using Limpid.Augmentations;
using Limpid.Data;
using Limpid.Files;
using Limpid.Initializers;
using Limpid.Layers;
using Limpid.Losses;
using Limpid.Optimizers;
using Limpid.Runs.Recipes;
using Limpid.Schedules;
using Limpid.Training;

namespace Limpid.Runs.Tests.Recipes;

public class RecipeResolverTests
{
    private const int MnistCount = 60_000;
    private static readonly Dataset Few = SyntheticDigits.Draw(20, seed: 1),
        Mnist =
            new(
                "mnist",
                new(1, 28, 28),
                new byte[MnistCount * 28 * 28],
                new byte[MnistCount],
                SyntheticDigits.ClassNames
            );

    [Fact]
    public void Without_layers_a_recipe_is_the_default_preset() =>
        Assert.Equal(Presets.All["default"].Recipe, Resolve());

    [Fact]
    public void Every_preset_is_what_its_name_resolves_to() =>
        Assert.All(Presets.All.Values, preset =>
            Assert.Equal(preset.Recipe, Resolve($$"""{"preset":"{{preset.Name}}"}"""))
        );

    [Fact]
    public void Of_two_presets_the_higher_layer_chooses_and_nothing_of_the_lower_is_left() =>
        Assert.Equal(Presets.All["book"].Recipe, Resolve("""{"preset":"default"}""", """{"preset":"book"}"""));

    [Fact]
    public void A_higher_layer_wins_member_by_member()
    {
        Recipe recipe = Resolve(
            """{"epochs":3,"batchSize":7}""",
            """{"epochs":4,"seed":9}""",
            """{"seed":10,"patience":2}"""
        );
        Assert.Equal((4, 7, 10ul, 2), (recipe.Epochs, recipe.BatchSize, recipe.Seed, recipe.Patience));
    }

    [Fact]
    public void A_null_takes_back_what_a_lower_layer_asked_for() =>
        Assert.Null(Resolve("""{"clipNorm":1}""", """{"clipNorm":null}""").ClipNorm);

    [Fact]
    public void A_name_alone_means_its_kind()
    {
        Recipe recipe = Resolve(
            """{"loss":"sigmoid-cross-entropy","optimizer":"rmsprop","schedule":"cosine","keep":"last"}"""
        );
        Assert.Equal(
            (new SigmoidCrossEntropy(), new RmsProp(), new Cosine(), Keep.Last),
            ((SigmoidCrossEntropy)recipe.Loss, (RmsProp)recipe.Optimizer, (Cosine)recipe.Schedule, recipe.Keep)
        );
    }

    [Fact]
    public void Another_optimizer_takes_its_own_default_rate_and_the_same_keeps_the_presets()
    {
        Assert.Equal(new Sgd(), Resolve("""{"optimizer":"sgd"}""").Optimizer);
        Assert.Equal(3.0, Resolve("""{"preset":"video","optimizer":"sgd"}""").Optimizer.Rate);
        Assert.Equal(
            new Adam(0.5),
            Resolve("""{"optimizer":{"type":"adam"}}""", """{"optimizer":{"rate":0.5}}""").Optimizer
        );
    }

    [Theory]
    [InlineData(
        """{"loss":"softmax-cross-entropy","architecture":"784-32-10"}""",
        "28x28 dense32 sigmoid dense10 softmax"
    )]
    [InlineData("""{"architecture":"784-32-10","loss":"squared-error"}""", "28x28 dense32 sigmoid dense10 sigmoid")]
    [InlineData("""{"loss":"softmax-cross-entropy","architecture":"784-10"}""", "28x28 dense10 softmax")]
    [InlineData(
        """{"loss":"softmax-cross-entropy","architecture":"784-32-16-10","activation":"tanh"}""",
        "28x28 dense32 tanh dense16 tanh dense10 softmax"
    )]
    [InlineData(
        """{"loss":"softmax-cross-entropy","architecture":"784-32-10","activation":{"type":"leaky-relu","slope":0.2},"initializer":"zeros"}""",
        """28x28 dense32{"weights":{"type":"zeros"}} leaky-relu0.2 dense10{"weights":{"type":"zeros"}} softmax"""
    )]
    [InlineData(
        """{"loss":"softmax-cross-entropy","architecture":"28x28 dense12 relu dropout0.4 dense10 softmax"}""",
        "28x28 dense12 relu dropout0.4 dense10 softmax"
    )]
    [InlineData(
        """{"loss":"softmax-cross-entropy","activation":"tanh"}""",
        "28x28 dense16 tanh dense16 tanh dense10 softmax"
    )]
    [InlineData("""{"preset":"video","activation":"tanh"}""", "28x28 dense16 tanh dense16 tanh dense10 sigmoid")]
    public void An_architecture_may_be_short(string layer, string expected) =>
        Assert.Equal(expected, Notation.Write(Resolve(layer).Architecture));

    [Fact]
    public void What_sizes_do_not_say_is_as_the_preset_has_it() =>
        Assert.All(
            Presets.All.Values.Where(preset => PlainNetwork.Of(preset.Recipe.Architecture) is not null),
            preset =>
            {
                Architecture resized = Resolve(
                    $$"""{"preset":"{{preset.Name}}","architecture":"784-8-10"}"""
                ).Architecture;
                Assert.Equal(
                    (preset.Recipe.Architecture.Body.Layers[1], preset.Recipe.Architecture.Last),
                    (resized.Body.Layers[1], resized.Last)
                );
            }
        );

    [Fact]
    public void Another_loss_takes_its_own_output_function_and_leaves_the_rest()
    {
        Architecture video = Presets.All["video"].Recipe.Architecture,
            other = Resolve("""{"preset":"video","loss":"softmax-cross-entropy"}""").Architecture;
        Assert.Equal(video.Body.Layers.SkipLast(1), other.Body.Layers.SkipLast(1));
        Assert.Equal((new Sigmoid(), new Softmax()), (video.Last, other.Last));
    }

    [Theory]
    [InlineData("sigmoid", "glorot-uniform")]
    [InlineData("tanh", "glorot-uniform")]
    [InlineData("relu", "he-uniform")]
    [InlineData("leaky-relu", "he-uniform")]
    [InlineData("gelu", "he-uniform")]
    public void Weights_begin_as_suits_the_activation(string activation, string initializer)
    {
        Initializer expected = LimpidJson.Read<Initializer>($$"""{"type":"{{initializer}}"}""", "test");
        foreach (string architecture in new[] { "\"architecture\":\"784-8-10\",", "" })
            Assert.All(
                Resolve($$"""{{{architecture}}"activation":"{{activation}}"}""")
                    .Architecture.Body.Layers.OfType<Dense>(),
                dense => Assert.Equal(expected, dense.Weights)
            );
    }

    [Fact]
    public void An_activation_of_a_lower_layer_yields_to_an_architecture_above_it_but_fills_a_plain_one()
    {
        Assert.Equal(
            "28x28 dense9 tanh dense10 softmax",
            Notation.Write(
                Resolve(
                    """{"activation":"gelu","loss":"softmax-cross-entropy"}""",
                    """{"architecture":"28x28 dense9 tanh dense10 softmax"}"""
                ).Architecture
            )
        );
        Assert.Equal(
            new Gelu(),
            Resolve("""{"activation":"gelu"}""", """{"architecture":"784-9-10"}""").Architecture.Body.Layers[1]
        );
    }

    [Fact]
    public void An_initializer_alone_leaves_the_activations() =>
        Assert.Equal(
            (new Sigmoid(), new PlainNormal(0.5)),
            Resolve("""{"initializer":{"type":"normal","deviation":0.5}}""").Architecture.Body.Layers
                is [Dense dense, Sigmoid sigmoid, ..]
                ? (sigmoid, (PlainNormal)dense.Weights)
                : default
        );

    [Fact]
    public void Augmentations_and_averaging_may_be_written_in_words_or_in_full()
    {
        Recipe words = Resolve("""{"augmentations":"rotate10 shift2 scale0.1a0.05","averaging":"ema0.99"}""");
        Assert.Equal([new Rotate(10), new Shift(2), new Scale(0.1, 0.05)], words.Augmentations);
        Assert.Equal(new Ema(0.99), words.Averaging);
        Assert.Equal(
            words,
            Resolve(
                """{"augmentations":[{"type":"rotate","degrees":10},{"type":"shift"},{"type":"scale","axis":0.05}],"averaging":{"type":"ema","decay":0.99}}"""
            )
        );
        Assert.Equal(words, Resolve(LimpidJson.Write(words)));
    }

    [Fact]
    public void None_takes_away_what_a_lower_layer_asked_for()
    {
        const string lower = """{"augmentations":"elastic","averaging":"swa0.5"}""";
        Assert.Equal([new Shift(1)], Resolve(lower, """{"augmentations":"shift1"}""").Augmentations);
        Assert.Equal(Resolve(), Resolve(lower, """{"augmentations":"none","averaging":"none"}"""));
    }

    [Fact]
    public void A_presets_network_is_fitted_to_other_pictures_and_classes()
    {
        var letters = new Dataset("letters", new(1, 4, 6), new byte[24 * 3], new byte[] { 0, 1, 2 }, ["a", "b", "c"]);
        Recipe recipe = new RecipeResolver([Layer("own", """{"loss":"softmax-cross-entropy"}""")]).Resolve(letters);
        Assert.Equal(0, recipe.Validation);
        Assert.Equal(20 / 6, new RecipeResolver([]).Resolve(Few).Validation);
        Assert.Equal(19, new RecipeResolver([Layer("own", """{"validation":19}""")]).Resolve(Few).Validation);
        Assert.Equal("4x6 dense16 sigmoid dense16 sigmoid dense3 softmax", Notation.Write(recipe.Architecture));
        Assert.Equal(
            Fault.Mismatch,
            Assert
                .Throws<LimpidException>(() =>
                    new RecipeResolver([Layer("own", """{"architecture":"24-16-10"}""")]).Resolve(letters)
                )
                .Fault
        );
    }

    [Fact]
    public void A_resolved_recipe_resolves_to_itself() =>
        Assert.All(Presets.All.Values, preset => Assert.Equal(preset.Recipe, Resolve(LimpidJson.Write(preset.Recipe))));

    [Theory]
    [InlineData("""{"rate":1}""", "b: rate: there is no such member")]
    [InlineData("""{"optimizer":{"speed":1}}""", "b: optimizer.speed: there is no such member. Known are rate,")]
    [InlineData("""{"optimizer":"sdg"}""", "b: optimizer.type: expected one of sgd, momentum,")]
    [InlineData("""{"optimizer":{"rate":"fast"}}""", "b: optimizer.rate: expected a number, but got \"fast\"")]
    [InlineData("""{"optimizer":{"rate":-1}}""", "b: AdamW")]
    [InlineData("""{"optimizer":{"rate":1e999}}""", "b: AdamW")]
    [InlineData("""{"optimizer":7}""", "b: optimizer: expected an object")]
    [InlineData("""{"epochs":2.5}""", "b: epochs: expected a whole number, but got 2.5")]
    [InlineData("""{"epochs":99999999999}""", "b: epochs: expected a whole number")]
    [InlineData("""{"epochs":null}""", "b: epochs: ")]
    [InlineData("""{"epochs":0}""", "b: epochs must be from 1 to 100,000, but is 0")]
    [InlineData("""{"seed":-1}""", "b: seed: expected a whole number from 0")]
    [InlineData("""{"batchSize":-5}""", "b: batchSize must be")]
    [InlineData("""{"validation":20}""", "b: Validation samples: expected from 0 to 19")]
    [InlineData("""{"keep":"first","epochs":3}""", "b: keep: expected one of best, last")]
    [InlineData("""{"preset":"vidoe"}""", "b: preset: expected one of default, video, book")]
    [InlineData("""{"data":5}""", "b: data: expected a text")]
    [InlineData("""{"data":null}""", "b: data: ")]
    [InlineData("""{"loss":"hinge"}""", "b: loss.type: expected one of squared-error,")]
    [InlineData("""{"loss":{"classWeights":[1,"x"]}}""", "b: loss.classWeights[1]: expected a number")]
    [InlineData("""{"augmentations":"rotat"}""", "b: augmentations: In the list of augmentations, expected one of")]
    [InlineData("""{"augmentations":[{"type":"turn"}]}""", "b: augmentations[0].type: expected one of shift,")]
    [InlineData("""{"augmentations":"rotate999"}""", "b: Rotate: expected Degrees")]
    [InlineData("""{"averaging":"mean"}""", "b: averaging: In the averaging of weights, expected one of")]
    [InlineData("""{"averaging":{"type":"ema","decay":1}}""", "b: Ema: expected Decay")]
    [InlineData("""{"activation":"dense"}""", "b: activation")]
    [InlineData("""{"activation":"softmax"}""", "b: activation: expected one of sigmoid, relu,")]
    [InlineData("""{"architecture":"784-16-5"}""", "b: The data have 10 classes")]
    [InlineData("""{"architecture":"784-0-10"}""", "b: Layer 1 of 4, Dense on 28x28: units")]
    [InlineData("""{"architecture":"28x28 dance16"}""", "b: architecture: ")]
    [InlineData(
        """{"architecture":{"body":{"type":"sequential","layers":[{"type":"dense"}]}}}""",
        "b: architecture.body.layers[0]"
    )]
    [InlineData(
        """{"architecture":"28x28 dense16 relu dropout0.5 dense10 softmax","activation":"tanh"}""",
        "b: activation: changes a plain architecture"
    )]
    [InlineData(
        """{"architecture":"28x28 dense10 relu","loss":"softmax-cross-entropy"}""",
        "b: The loss SoftmaxCrossEntropy fits"
    )]
    public void A_wrong_member_is_refused_by_its_layer_and_name(string layer, string expected)
    {
        var wrong = Assert.Throws<LimpidException>(() =>
            new RecipeResolver([
                Layer("a", """{"seed":3}"""),
                Layer("b", layer),
                Layer("c", """{"clipNorm":2}"""),
            ]).Resolve(Few)
        );
        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
        Assert.True(wrong.Fault is Fault.Usage or Fault.Mismatch);
    }

    [Fact]
    public void Any_json_resolves_or_is_refused_in_one_way()
    {
        Gen<JsonNode?> value = Gen.OneOf(
                "\"sgd\"",
                "\"784-16-10\"",
                "\"ema\"",
                "\"shift1 elastic\"",
                "\"none\"",
                "null",
                "-1",
                "1e400",
                "0.5",
                "true",
                "[]",
                "[1]",
                "{}",
                "\"\"",
                "{\"type\":\"relu\"}",
                "{\"type\":7}",
                "\"28x28 dense10 sigmoid\"",
                "{\"rate\":1}"
            )
            .Select(text => JsonNode.Parse(text));
        Gen<string> name = Gen.OneOf(
            "loss",
            "optimizer",
            "schedule",
            "activation",
            "initializer",
            "architecture",
            "epochs",
            "data",
            "seed",
            "keep",
            "augmentations",
            "averaging",
            "preset",
            "clipNorm",
            "startedFrom",
            "x.y[0]"
        );
        Gen.Select(name, value)
            .Array[0, 5]
            .Select(members => new RecipeSource(
                "layer",
                new JsonObject(
                    members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))
                )
            ))
            .Array[0, 3]
            .Sample(AssertResolvedOrRefused, iter: 5_000);
    }

    private static void AssertResolvedOrRefused(RecipeSource[] layers)
    {
        try
        {
            Recipe recipe = new RecipeResolver(layers).Resolve(Few);
            Assert.Equal(recipe, new RecipeResolver([Layer("again", LimpidJson.Write(recipe))]).Resolve(Few));
        }
        catch (LimpidException exception)
        {
            Assert.True(exception.Fault is Fault.Usage or Fault.Mismatch, exception.Message);
        }
    }

    private static Recipe Resolve(params string[] layers) =>
        new RecipeResolver([.. layers.Select((json, i) => Layer($"layer {i}", json))]).Resolve(Mnist);

    private static RecipeSource Layer(string source, string json) => new(source, JsonNode.Parse(json)!.AsObject());
}

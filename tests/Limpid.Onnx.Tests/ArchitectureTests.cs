using Limpid.Data;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Tests.Laws;
using Limpid.Training;

namespace Limpid.Onnx.Tests;

/// <summary>ONNX Runtime as judge: whole networks answer as their files do.</summary>
public class ArchitectureTests
{
    private const int Networks = 200,
        MostLayers = 6,
        Rows = 2;
    private static readonly Shape[] Inputs = [new(12), new(1, 8, 9), new(3, 6, 6), new(4, 5, 7), new(1, 28, 28)];

    [Fact]
    public void Random_networks_of_every_layer_answer_as_their_files_do()
    {
        var met = new HashSet<Type>();
        for (ulong seed = 0; seed < Networks; seed++)
        {
            Architecture architecture = Draw(seed, met);
            using var judge = new OnnxRuntimeJudge(OnnxDraws.Model(architecture, seed));
            judge.Agrees(
                OnnxDraws.Numbers(Rows * architecture.Input.Count, seed),
                Rows,
                $"seed {seed}, {Notation.Write(architecture)}"
            );
        }
        Assert.Equal(OnnxOperator.All.Select(one => one.Kind).ToHashSet(), met);
    }

    public static TheoryData<string> PresetNames => [.. Presets.All.Keys];

    [Theory, MemberData(nameof(PresetNames))]
    public void The_networks_of_the_presets_give_the_recognizers_probabilities(string preset)
    {
        Model model = OnnxDraws.Model(Presets.All[preset].Recipe.Architecture, seed: 3, temperature: 0.8);
        DigitReading.Agrees(model, SyntheticDigits.Draw(60, seed: 4));
    }

    [Fact]
    public void An_ensemble_is_one_file()
    {
        Architecture tiny = Presets.All["tiny"].Recipe.Architecture;
        Model one = OnnxDraws.Model(tiny, seed: 1),
            two = OnnxDraws.Model(tiny, seed: 2),
            three = OnnxDraws.Model(tiny, seed: 5);
        DigitReading.Agrees(
            one with
            {
                Network = Network.Mean([one.Network, two.Network, three.Network]),
            },
            SyntheticDigits.Draw(60, seed: 4)
        );
    }

    /// <summary>Layers of the specimens of all layers, and of these in each other, wherever they fit.</summary>
    private static Architecture Draw(ulong seed, HashSet<Type> met)
    {
        RandomStream random = RandomStream.Named(seed, "architecture");
        Shape input = Inputs[random.Next(Inputs.Length)],
            shape = input;
        var layers = new List<LayerSpec>();
        for (int left = 1 + random.Next(MostLayers); left > 0; )
        {
            LayerSpec spec = Draw(ref random);
            try
            {
                shape = spec.Build(shape).Output;
            }
            catch (LimpidException)
            {
                continue;
            }
            layers.Add(spec);
            met.Add(spec.GetType());
            left--;
        }
        return new(input, new Sequential(ImmutableSequence.From(layers)));
    }

    private static LayerSpec Draw(ref RandomStream random)
    {
        (LayerSpec Spec, Shape Input)[] all = [.. LayerSamples.All];
        LayerSpec one = all[random.Next(all.Length)].Spec,
            other = all[random.Next(all.Length)].Spec;
        return random.Next(8) switch
        {
            0 => new Sequential([one, other]),
            1 => new Ensemble(2, [one, other]),
            2 => new Residual([one]),
            3 => new Residual([one, new Flatten()], [one]),
            _ => one,
        };
    }
}

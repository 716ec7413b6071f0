using Limpid.Optimizers;

namespace Limpid.Tests.Optimizers;

public sealed class OptimizerJudges
{
    // the corrections of Adam, which ONNX leaves out at T = 0, are 1 by then
    private const long LongAfter = 100_000_000;

    // adam_multiple was computed with it, but its node forgets to say so (ONNX's default is 1e-6)
    private const double UnsetEpsilon = 1e-2;

    private sealed record TorchFile(float[] Values, float[][] Gradients, TorchCase[] Cases);

    private sealed record TorchCase(Optimizer Spec, double[][] Trail);

    private sealed record OnnxFile(OnnxCase[] Cases);

    private sealed record OnnxCase(
        string Name,
        string Operator,
        Dictionary<string, object> Attributes,
        Dictionary<string, float[]> Inputs,
        Dictionary<string, double[]> Outputs
    );

    [Fact]
    public void PyTorch_takes_the_same_path()
    {
        var file = Golden.Read<TorchFile>("optimizers.json");
        foreach (TorchCase judged in file.Cases)
        {
            var state = new State(judged.Spec, file.Values.Length);
            file.Values.CopyTo(state.Values, 0);
            for (int i = 0; i < file.Gradients.Length; i++)
            {
                file.Gradients[i].CopyTo(state.Gradients, 0);
                state.Update(judged.Spec, new(i + 1, judged.Spec.Rate, judged.Spec.WeightDecay));
                Golden.Near(judged.Trail[i], state.Values, 2e-6, $"{judged.Spec} after update {i + 1}: ");
            }
        }
    }

    [Fact]
    public void PyTorch_judges_every_kind() =>
        Assert.Equal(
            TheList.Defaults<Optimizer>().Select(kind => kind.GetType()).ToHashSet(),
            Golden.Read<TorchFile>("optimizers.json").Cases.Select(judged => judged.Spec.GetType()).ToHashSet()
        );

    [Fact]
    public void Onnx_makes_the_same_update()
    {
        foreach (
            OnnxCase judged in Golden
                .Read<OnnxFile>("onnx-optimizers.json")
                .Cases.Where(judged => judged.Operator != "Adagrad")
        )
        {
            bool two = judged.Inputs.ContainsKey("X1");
            foreach (string suffix in two ? (string[])["1", "2"] : [""])
                Judge(judged, suffix);
        }
    }

    private static void Judge(OnnxCase judged, string suffix)
    {
        float[] Input(string name) => judged.Inputs[name + suffix];
        bool adam = judged.Operator == "Adam",
            renamed = !adam && suffix != ""; // ONNX's own momentum test of two calls its V H on the way in
        double rate = judged.Inputs["R"][0],
            decay = Attribute(judged, "norm_coefficient", 0),
            alpha = Attribute(judged, "alpha", 0.9);
        Optimizer optimizer =
            adam ? new Adam(rate, alpha, Attribute(judged, "beta", 0.999), Attribute(judged, "epsilon", UnsetEpsilon))
            : judged.Attributes["mode"].ToString() == "nesterov" ? new Nesterov(rate, alpha)
            : new Momentum(rate, alpha);
        var state = new State(optimizer, Input("X").Length);
        Input("X").CopyTo(state.Values, 0);
        Input("G").CopyTo(state.Gradients, 0);
        Input(renamed ? "H" : "V").CopyTo(state.First, 0);
        if (adam)
            Input("H").CopyTo(state.Second, 0);
        state.Update(optimizer, new(LongAfter, rate, decay));
        Golden.Near(judged.Outputs[$"X{suffix}_new"], state.Values, 1e-6, judged.Name + " X");
        Golden.Near(judged.Outputs[$"V{suffix}_new"], state.First, 1e-6, judged.Name + " V");
        if (adam)
            Golden.Near(judged.Outputs[$"H{suffix}_new"], state.Second, 1e-6, judged.Name + " H");
    }

    private static double Attribute(OnnxCase judged, string name, double fallback) =>
        judged.Attributes.TryGetValue(name, out object? value) ? double.Parse(value.ToString()!) : fallback;
}

using System.Runtime.InteropServices;
using Limpid.Data;
using Limpid.Runs;

namespace Limpid.Lab.Tests;

/// <summary>The numbers of a gradient step are of the picture that came with the call, whatever was shown
/// before.</summary>
public sealed class GradientStepCallTests : IDisposable
{
    private const int Other = 3; // a digit that another call shows in between
    private readonly Workers _workers = new(1);
    private readonly Dataset _test = Site.Read(Site.Thousand, "t10k");

    [Theory]
    [InlineData("squared-error", 0.039671)]
    [InlineData("softmax-cross-entropy", 0.242586)]
    public void The_cost_is_of_its_own_picture(string cost, double expected)
    {
        const int digit = 18;
        LabSession session = Reference();
        session.ActiveModel.Look(Picture(Other));
        byte[] given = session.GradientStep.Open(Picture(digit), cost, _test.Labels[digit]);
        Assert.Equal(expected, Cost(given), 1e-5);
        LabSession alone = Reference();
        alone.ActiveModel.Look(Picture(digit));
        Assert.Equal(alone.GradientStep.Open(Picture(digit), cost, _test.Labels[digit]), given);
    }

    [Fact]
    public void A_check_and_a_step_are_of_their_own_picture()
    {
        const string cost = "squared-error";
        const int digit = 18,
            wanted = 3;
        var place = new WeightPlace(2, 4, -1);
        LabSession session = Reference(),
            alone = Reference();
        byte[] expected = alone.GradientStep.Check(Picture(digit), cost, wanted, place);
        session.ActiveModel.Look(Picture(Other));
        Assert.Equal(expected, session.GradientStep.Check(Picture(digit), cost, wanted, place));
        session.ActiveModel.Look(Picture(Other));
        string stepped = session.GradientStep.Step(Picture(digit), cost, wanted, rate: 0.5);
        Assert.Equal(alone.GradientStep.Step(Picture(digit), cost, wanted, rate: 0.5), stepped);
        Assert.Equal(alone.ActiveModel.Weights(), session.ActiveModel.Weights());
    }

    private static double Cost(byte[] answer) => MemoryMarshal.Cast<byte, float>(answer)[0];

    private byte[] Picture(int digit) => _test.Picture(digit).ToArray();

    private LabSession Reference()
    {
        var session = new LabSession(_workers);
        using Stream model = PretrainedModels.Open("reference");
        var file = new MemoryStream();
        model.CopyTo(file);
        session.ActiveModel.Load(file.ToArray());
        return session;
    }

    public void Dispose() => _workers.Dispose();
}

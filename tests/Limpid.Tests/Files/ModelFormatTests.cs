using System.Text;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Files;

/// <summary>The version of a model file's format: today's and version 3 are read, others refused by name.</summary>
public sealed class ModelFormatTests
{
    private static readonly (string New, string Old)[] Names =
    [
        ("digitDetector.", "judge."),
        ("\\u0022digitDetector\\u0022", "\\u0022judge\\u0022"),
        ("\\u0022minDigitScore\\u0022", "\\u0022leastDigit\\u0022"),
        ("\\u0022minConfidence\\u0022", "\\u0022leastConfidence\\u0022"),
        ("\\u0022formatVersion\\u0022:4", "\\u0022formatVersion\\u0022:3"),
    ];

    [Fact]
    public void Version_3_is_read_with_its_digit_detector_under_the_old_name()
    {
        Model model = WithDetector();
        Model old = Read(Names.Aggregate(Bytes(model), (bytes, name) => Edited(bytes, name.New, name.Old)));
        Assert.Equal(model.Network.Sha256(), old.Network.Sha256());
        Assert.Equal(
            (model.Rejection!.DigitDetector.Sha256(), 0.25, 0.5),
            (old.Rejection!.DigitDetector.Sha256(), old.Rejection.MinDigitScore, old.Rejection.MinConfidence)
        );
        Assert.Equal(Bytes(model), Bytes(old));
    }

    [Theory]
    [InlineData("5", "Update Limpid")]
    [InlineData("2", "Train it anew")]
    public void Another_version_is_refused_by_name(string version, string cure)
    {
        byte[] other = Edited(
            Bytes(WithDetector()),
            "\\u0022formatVersion\\u0022:4",
            $"\\u0022formatVersion\\u0022:{version}"
        );
        LimpidException refused = Assert.Throws<LimpidException>(() => Read(other));
        Assert.Equal(Fault.InvalidData, refused.Fault);
        Assert.Contains($"format version {version}", refused.Message);
        Assert.Contains(cure, refused.Message);
    }

    private static Model WithDetector() =>
        new()
        {
            Network = new(Architecture.Plain(new Shape(6), [3], new Sigmoid(), new Sigmoid()), seed: 4),
            ClassNames = ["a", "b", "c"],
            Rejection = new()
            {
                DigitDetector = new(Architecture.Plain(new Shape(6), [2], new Tanh(), new Softmax()), seed: 5),
                MinDigitScore = 0.25,
                MinConfidence = 0.5,
            },
        };

    private static Model Read(byte[] bytes) => ModelFile.Read(new MemoryStream(bytes));

    private static byte[] Bytes(Model model)
    {
        var stream = new MemoryStream();
        ModelFile.Write(stream, model);
        return stream.ToArray();
    }

    /// <summary>The file with one text for another in its header, whose length follows.</summary>
    private static byte[] Edited(byte[] file, string from, string to)
    {
        string text = Encoding.Latin1.GetString(file.AsSpan(8));
        Assert.Contains(from, text);
        byte[] edited = Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        return [.. BitConverter.GetBytes(BitConverter.ToInt64(file) + edited.Length - (file.Length - 8)), .. edited];
    }
}

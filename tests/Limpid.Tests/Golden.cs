using System.Text.Json;

namespace Limpid.Tests;

/// <summary>The numbers of foreign judges (tests/golden/README.md).</summary>
internal static class Golden
{
    /// <summary>Reads a file of tests/golden into records of the test's own.</summary>
    public static T Read<T>(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "golden", name));
        return JsonSerializer.Deserialize<T>(file, JsonSerializerOptions.Web)!;
    }

    /// <summary>Every found value lies within tolerance · max(1, |expected|) of the expected one.</summary>
    public static void Near(IReadOnlyList<double> expected, ReadOnlySpan<float> found, double tolerance, string where)
    {
        Assert.Equal(expected.Count, found.Length);
        for (int i = 0; i < found.Length; i++)
            Assert.True(
                Math.Abs(found[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{where}[{i}]: expected {expected[i]:R}, found {found[i]:R}."
            );
    }
}

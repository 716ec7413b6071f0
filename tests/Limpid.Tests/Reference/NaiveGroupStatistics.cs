using Limpid.Kernels;

namespace Limpid.Tests.Reference;

/// <summary>Sums over a group in plain loops, in the order that the bits law prescribes.</summary>
internal static class NaiveGroupStatistics
{
    public static (double Sum, double Dot) Sums(Group group, float[] x, float alpha, float[] y, float beta)
    {
        (double sum, double dot) = (0, 0);
        int whole = group.Length - group.Length % 16;
        for (int chain = 0; chain < 16; chain++)
        {
            (float s, float d) = (0, 0);
            foreach ((int from, int to) in new[] { (chain, whole), (whole + chain, group.Length) })
                for (int run = 0; run < group.Runs; run++)
                for (int i = from; i < to; i += 16)
                {
                    float at = x[group.Offset + run * group.Stride + i] - alpha;
                    s += at;
                    d = MathF.FusedMultiplyAdd(at, y[group.Offset + run * group.Stride + i] - beta, d);
                }
            (sum, dot) = (sum + s, dot + d);
        }
        return (sum, dot);
    }
}

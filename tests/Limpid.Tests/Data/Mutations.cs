namespace Limpid.Tests.Data;

/// <summary>Ways to damage a valid file: change, insert, remove or repeat bytes, cut the end; one to four of
/// them.</summary>
internal static class Mutations
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x08, 0x7F, 0x80, 0x8B, 0xFF];

    public static readonly Gen<Func<byte[], byte[]>> Of = Gen.Select(
            Gen.Int[0, 5],
            Gen.Double[0, 1],
            Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i]))
        )
        .Array[1, 4]
        .Select(steps =>
            (Func<byte[], byte[]>)(file => steps.Aggregate(file, (f, s) => Step(f, s.Item1, s.Item2, s.Item3)))
        );

    private static byte[] Step(byte[] file, int kind, double place, byte value)
    {
        int at = Math.Min((int)(place * file.Length), Math.Max(0, file.Length - 1));
        byte[] head = file[..at],
            tail = file[at..];
        return kind switch
        {
            0 => head,
            1 => [.. head, value, .. tail],
            2 => [.. head, .. tail.Skip(1)],
            3 => [.. file, .. tail],
            4 => [.. head, .. tail.Take(1).Select(b => (byte)(b ^ (1 << (value & 7)))), .. tail.Skip(1)],
            _ => [.. head, .. tail.Take(1).Select(_ => value), .. tail.Skip(1)],
        };
    }
}

using System.Text;

namespace Limpid.Onnx.Tests;

/// <summary>Writes a message of protocol buffers, field by field: a field's number and wire type, then its number or its length and bytes.</summary>
internal sealed class ProtocolBuffer
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ProtocolBuffer Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtocolBuffer Number(int field, float value)
    {
        Varint((ulong)field << 3 | 5);
        _bytes.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    public ProtocolBuffer Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtocolBuffer Message(int field, ProtocolBuffer message) => Bytes(field, message.ToArray());

    public ProtocolBuffer Messages(int field, IEnumerable<ProtocolBuffer> messages)
    {
        foreach (ProtocolBuffer message in messages) Message(field, message);
        return this;
    }

    public ProtocolBuffer Numbers(int field, IEnumerable<int> values)
    {
        foreach (int value in values) Number(field, (long)value);
        return this;
    }

    public ProtocolBuffer Bytes(int field, byte[] bytes)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}

using System.Text;
using System.Text.Json;
using Limpid.Files;
using Limpid.Layers;

namespace Limpid.Lab;

/// <summary>A model as JSON that any language reads: the architecture, and of every parameter its name, its shape and
/// its values, a row a neuron.</summary>
internal static class ModelJson
{
    public static string Write(Model model)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("format", "limpid-json-1");
            json.WriteString("notation", Notation.Write(model.Network.Architecture));
            json.WritePropertyName("architecture");
            LimpidJson.ToElement(model.Network.Architecture).WriteTo(json);
            json.WriteStartArray("classNames");
            foreach (string name in model.ClassNames)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteNumber("temperature", model.Temperature);
            json.WriteString("weightsSha256", model.Network.Sha256());
            json.WriteStartArray("parameters");
            foreach (Parameter p in model.Network.Parameters)
                Write(json, p, model.Network);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Write(Utf8JsonWriter json, Parameter p, Network network)
    {
        var rows = new float[p.Count];
        p.Read(network.Values, rows);
        json.WriteStartObject();
        json.WriteString("name", p.Path);
        json.WriteStartArray("shape");
        json.WriteNumberValue(p.Rows);
        if (p.Kind == ParameterKind.Weight)
            json.WriteNumberValue(p.Columns);
        json.WriteEndArray();
        json.WriteStartArray("values");
        foreach (float value in rows)
            json.WriteNumberValue(value);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

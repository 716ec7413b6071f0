using System.Text.Json;
using System.Text.Json.Nodes;

namespace Limpid.Files;

/// <summary>Reads the layers of <see cref="Notation"/> as JSON: <c>word[number](letter number)*('(' layers ')')*['{' json '}']</c>.</summary>
internal sealed class NotationReader(string text)
{
    private const int DeepestNesting = 16;
    private int _at, _depth;

    public JsonArray Read()
    {
        JsonArray layers = Layers();
        return _at == text.Length ? layers : throw Wrong("a layer", Rest());
    }

    private JsonArray Layers()
    {
        if (++_depth > DeepestNesting) throw LimpidException.Usage($"The architecture nests layers more than {DeepestNesting} deep.");
        var layers = new JsonArray();
        while (true)
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
            if (_at == text.Length || text[_at] == ')') break;
            layers.Add((JsonNode)Layer());
        }
        _depth--;
        return layers;
    }

    private JsonObject Layer()
    {
        string whole = Rest();
        LayerForm form = Word();
        var json = new JsonObject { ["type"] = form.Word };
        if (Number() is { } first) json[form.First ?? throw Wrong($"{form.Word} without a number", whole)] = first;
        while (_at < text.Length && char.IsAsciiLetterLower(text[_at]))
        {
            char letter = text[_at++];
            if (!form.Letters.TryGetValue(letter, out string? name)) throw Wrong(form.Letters.Count == 0 ? $"{form.Word} without further letters" : $"one of the letters {string.Join(", ", form.Letters.Select(l => $"{l.Key} ({l.Value})"))} of {form.Word}", whole);
            json[name] = Number() ?? throw Wrong($"a number after {letter} ({name})", whole);
        }
        for (int i = 0; _at < text.Length && text[_at] == '('; i++) json[i < form.Inner.Count ? form.Inner[i] : throw Wrong($"{form.Word} without {(i == 0 ? "" : "further ")}parentheses", whole)] = Inside(whole);
        if (_at < text.Length && text[_at] == '{') Merge(json, whole);
        if (_at < text.Length && text[_at] is not (' ' or ')')) throw Wrong("a space after a layer", whole);
        return json;
    }

    private LayerForm Word()
    {
        int start = _at;
        while (_at < text.Length && (char.IsAsciiLetterLower(text[_at]) || (text[_at] == '-' && _at > start))) _at++;
        string letters = text[start.._at];
        return LayerForm.All.TryGetValue(letters, out LayerForm? form) ? form : throw Wrong($"one of the layers {string.Join(", ", LayerForm.All.Keys.Order(StringComparer.Ordinal))}", text[start..]);
    }

    private JsonValue? Number()
    {
        int start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or 'E' || (text[_at] == '-' && text[_at - 1] == 'E'))) _at++;
        if (start == _at) return null;
        string digits = text[start.._at];
        if (int.TryParse(digits, out int whole)) return JsonValue.Create(whole);
        return double.TryParse(digits, out double number) ? JsonValue.Create(number) : throw Wrong("a number", digits);
    }

    private JsonArray Inside(string whole)
    {
        _at++;
        JsonArray layers = Layers();
        if (_at == text.Length) throw Wrong("a closing parenthesis", whole);
        _at++;
        return layers;
    }

    private void Merge(JsonObject json, string whole)
    {
        int start = _at, depth = 0;
        do depth += text[_at++] switch { '{' => 1, '}' => -1, _ => 0 };
        while (depth > 0 && _at < text.Length);
        try
        {
            JsonObject more = JsonNode.Parse(text[start.._at])!.AsObject();
            foreach ((string name, JsonNode? value) in more) json[name] = value?.DeepClone();
        }
        catch (JsonException wrong)
        {
            throw Wrong($"JSON in braces ({wrong.Message})", whole);
        }
    }

    private string Rest() => text[_at..].Trim();

    private static LimpidException Wrong(string expected, string came) => LimpidException.Usage($"In the architecture, expected {expected}, but found \"{(came.Length > 40 ? came[..40] + "…" : came)}\".");
}

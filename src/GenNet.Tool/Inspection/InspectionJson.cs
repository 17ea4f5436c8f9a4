using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenNet.Tool.Inspection;

/// <summary>An inspected file as JSON, for other programs. What isn't known is null; numbers that JSON has none for, as NaN, are null too.</summary>
internal static class InspectionJson
{
    /// <summary>The text, indented.</summary>
    public static string Of(InspectedFile file)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            Write(json, "bytes", file.Bytes);
            json.WriteString("format", file.Format);
            json.WriteString("writtenBy", file.WrittenBy);
            json.WriteString("model", file.Model);
            Write(json, "contractVersion", file.ContractVersion);
            json.WriteString("contractHash", file.ContractHash);
            Write(json, "metadata", file.Metadata);
            Write(json, "userMetadata", file.UserMetadata);
            json.WriteStartArray("notes");
            foreach (var note in file.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteNumber("arrayBytes", file.ArrayBytes);
            json.WriteNumber("notFinite", file.NotFinite);
            json.WriteStartArray("arrays");
            foreach (var array in file.Arrays)
                Write(json, array);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, InspectedArray array)
    {
        json.WriteStartObject();
        json.WriteString("path", array.Path);
        json.WriteString("name", array.Name);
        json.WriteString("role", JsonNamingPolicy.CamelCase.ConvertName(array.Role.ToString()));
        json.WriteStartArray("shape");
        foreach (var size in array.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteString("dtype", array.DType);
        json.WriteNumber("bytes", array.Bytes);
        if (array.Refusal is not null)
            json.WriteString("refusal", array.Refusal);
        if (array.Values is { } values)
        {
            Write(json, "min", values.Minimum);
            Write(json, "max", values.Maximum);
            Write(json, "mean", values.Mean);
            Write(json, "std", values.Deviation);
            json.WriteNumber("zeros", values.Zeros);
            json.WriteNumber("nan", values.NaN);
            json.WriteNumber("infinite", values.Infinite);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}

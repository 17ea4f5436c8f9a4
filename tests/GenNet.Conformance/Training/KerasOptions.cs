using System.Text.Json;

namespace GenNet.Conformance.Training;

/// <summary>Reads a Keras config; what nobody reads skips the test by name.</summary>
internal sealed class KerasOptions(JsonElement config)
{
    private readonly HashSet<string> _read = [];

    public bool Boolean(string name) => Find(name) is { } value && value.GetBoolean();

    public double Double(string name, double whenAbsent) => Find(name)?.GetDouble() ?? whenAbsent;

    public double? NullableDouble(string name) => Find(name)?.GetDouble();

    public int Int32(string name, int whenAbsent) => Find(name)?.GetInt32() ?? whenAbsent;

    public int? NullableInt32(string name) => Find(name)?.GetInt32();

    public string Text(string name, string whenAbsent) => Find(name)?.GetString() ?? whenAbsent;

    public JsonElement? Element(string name) => Find(name);

    /// <summary>Skips the test if the config has an option that GenNet doesn't.</summary>
    public void SkipOnOthers(string owner)
    {
        foreach (var option in config.EnumerateObject())
        {
            if (!_read.Contains(option.Name))
                Assert.Skip($"Not supported: {owner} with {option.Name} = {option.Value}.");
        }
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}

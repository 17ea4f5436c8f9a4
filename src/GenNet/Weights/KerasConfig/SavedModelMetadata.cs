using System.Text.Json;
using Google.Protobuf;

namespace GenNet.Weights.KerasConfig;

/// <summary>
/// <c>keras_metadata.pb</c> in a SavedModel of tf.keras up to 2.15: for each of Keras' objects a node with its path and its config as JSON (tensorflow/python/keras/protobuf/saved_metadata.proto).
/// </summary>
internal static class SavedModelMetadata
{
    /// <summary>The file's name.</summary>
    public const string Name = "keras_metadata.pb";

    private const int Nodes = 1;
    private const int NodePath = 3;
    private const int Metadata = 5;
    private const string Root = "root";

    /// <summary>The model as a <c>.keras</c> archive has it.</summary>
    /// <exception cref="KerasConfigException">The file is damaged, or says no model.</exception>
    public static JsonDocument Read(string path)
    {
        using var file = FileBytes.Open(path);
        if (file.Length > KerasConfigFile.Largest)
            throw new KerasConfigException($"{path} is no Keras model: it has {file.Length} bytes, and {KerasConfigFile.Largest} are the most that a config is read of");
        try
        {
            var root = RootIn(file.ReadArray(0, (int)file.Length)) ?? throw new KerasConfigException($"{path} is no Keras model: it has no node '{Root}'");
            using var json = KerasConfigFile.Parse(new MemoryBytes(path, root));
            return WholeModelConfig.Of(json.RootElement, json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("training_config", out var training) ? training : default);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or JsonException)
        {
            throw new KerasConfigException($"{path} is no Keras model: {error.Message}");
        }
    }

    private static byte[]? RootIn(byte[] file)
    {
        var input = new CodedInputStream(file);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag != WireFormat.MakeTag(Nodes, WireFormat.WireType.LengthDelimited))
                input.SkipLastField();
            else if (MetadataIn(input.ReadBytes()) is { } metadata)
                return metadata;
        }
        return null;
    }

    private static byte[]? MetadataIn(ByteString node)
    {
        var input = node.CreateCodedInput();
        var (isRoot, metadata) = (false, (byte[]?)null);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(NodePath, WireFormat.WireType.LengthDelimited))
                isRoot = input.ReadString() == Root;
            else if (tag == WireFormat.MakeTag(Metadata, WireFormat.WireType.LengthDelimited))
                metadata = input.ReadBytes().ToByteArray();
            else
                input.SkipLastField();
        }
        return isRoot ? metadata : null;
    }
}

using System.Text.Json;

namespace GenNet.Weights.KerasConfig;

/// <summary>A Keras model that is a folder: the files of a <c>.keras</c> archive, or a SavedModel of tf.keras.</summary>
internal static class KerasConfigFolder
{
    private const string Config = "config.json";
    private const string SavedModel = "saved_model.pb";
    private const string WhatToSave =
        "save the model in Python with model.save(\"name.keras\"), or write the text of model.to_json() to a .json file, and scaffold from that";

    /// <summary>Reads the config of the model in a folder.</summary>
    /// <exception cref="KerasConfigException">It holds no model, or none whose layers it says.</exception>
    /// <exception cref="IOException">A file in it can't be read.</exception>
    public static JsonDocument Read(string path)
    {
        if (File.Exists(Path.Combine(path, Config)))
            return KerasConfigFile.Read(Path.Combine(path, Config));
        if (File.Exists(Path.Combine(path, SavedModelMetadata.Name)))
            return SavedModelMetadata.Read(Path.Combine(path, SavedModelMetadata.Name));
        if (File.Exists(Path.Combine(path, SavedModel)))
            throw new KerasConfigException($"{path} is a SavedModel without {SavedModelMetadata.Name}: it holds TensorFlow's graph and no layers; {WhatToSave}.");
        throw new KerasConfigException($"{path} is a folder without {Config} and {SavedModel}, so no Keras model; {WhatToSave}.");
    }
}

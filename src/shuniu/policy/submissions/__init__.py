"""信息填报: what an organization files about itself, through which states it goes, who may decide on it."""
